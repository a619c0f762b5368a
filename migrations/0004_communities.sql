CREATE TABLE community (
    id BIGINT PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    words TEXT NOT NULL,
    rules TEXT NOT NULL,
    access TEXT NOT NULL,
    place BIGINT,
    cell BIGINT,
    photo TEXT,
    made_by BIGINT NOT NULL,
    members BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX community_by_cell ON community (cell);

CREATE TABLE community_interest (
    community BIGINT NOT NULL REFERENCES community (id),
    interest TEXT NOT NULL,
    PRIMARY KEY (community, interest)
);
CREATE INDEX community_interest_by_interest ON community_interest (interest, community);

CREATE TABLE community_word (
    word TEXT NOT NULL,
    community BIGINT NOT NULL REFERENCES community (id),
    PRIMARY KEY (word, community)
);
CREATE INDEX community_word_by_community ON community_word (community);

-- role: host, moderator, member; asked: waits for a host's yes.
CREATE TABLE membership (
    community BIGINT NOT NULL REFERENCES community (id),
    person BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (community, person)
);
CREATE INDEX membership_by_person ON membership (person, community);
