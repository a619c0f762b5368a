-- of gatherings
-- Those concerned who are yet to be told of the last thing that happened to a gathering: they are told in the order of
-- their ids, a few in each transaction; `told` is the last of them. audience: invited, answered. `round` names what there
-- is to tell: a job of an earlier one has nothing more to say. `at`: when it happened; `due_at`: not before; `but`: who did
-- it, and needs no telling.
CREATE TABLE telling (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    audience TEXT NOT NULL,
    news TEXT NOT NULL,
    round BIGINT NOT NULL,
    but BIGINT,
    at BIGINT NOT NULL,
    due_at BIGINT NOT NULL,
    told BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (gathering, audience)
);

-- of communities
-- Who was taken out of a community, by whom and when, and who let them back in. Until then they stay out.
CREATE TABLE removal (
    community BIGINT NOT NULL REFERENCES community (id),
    person BIGINT NOT NULL REFERENCES person (id),
    by_person BIGINT,
    at BIGINT NOT NULL,
    lifted_by BIGINT,
    lifted_at BIGINT,
    PRIMARY KEY (community, person)
);
CREATE INDEX removal_by_person ON removal (person, community);

-- of people
CREATE INDEX session_by_seen ON session (seen_at);
