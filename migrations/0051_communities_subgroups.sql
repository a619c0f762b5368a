-- A community that is part of another, one level deep. access: who of that one's members gets in; community.access is the
-- stricter of this and what the other one has.
CREATE TABLE subgroup (
    community BIGINT PRIMARY KEY REFERENCES community (id),
    parent BIGINT NOT NULL REFERENCES community (id),
    access TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX subgroup_by_parent ON subgroup (parent, community);

-- Who came in by a link: however often somebody goes and comes back, they take one of its places.
CREATE TABLE invite_link_use (
    link BIGINT NOT NULL REFERENCES invite_link (id),
    person BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (link, person)
);
CREATE INDEX invite_link_use_by_person ON invite_link_use (person);
