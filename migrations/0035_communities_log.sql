-- What those who lead a community did to others or to what it says of itself, for all who lead it to read. `kind` is the
-- deed, `detail` what of it: the new role, the settings that changed, a gathering's title. Its moment is in its id. Who has
-- left the server is NULL.
CREATE TABLE community_log (
    id BIGINT PRIMARY KEY,
    community BIGINT NOT NULL REFERENCES community (id),
    by_person BIGINT,
    whom BIGINT,
    kind TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX community_log_by_community ON community_log (community, id);
CREATE INDEX community_log_by_doer ON community_log (by_person) WHERE by_person IS NOT NULL;
CREATE INDEX community_log_by_whom ON community_log (whom) WHERE whom IS NOT NULL;
