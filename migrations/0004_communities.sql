-- access: open, closed (one asks), private (by invitation, invisible to others). `members` counts without those who ask.
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
    members BIGINT NOT NULL DEFAULT 0,
    ended_at BIGINT
);
CREATE INDEX community_by_cell ON community (cell, members, id);
CREATE INDEX community_by_members ON community (members, id);

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

-- role: host, moderator, member; asked: waits for a host's yes. `at`: since when; `words`: what they said when asking;
-- `rules_at`: when they agreed to the rules.
CREATE TABLE membership (
    community BIGINT NOT NULL REFERENCES community (id),
    person BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    rules_at BIGINT,
    PRIMARY KEY (community, person)
);
CREATE INDEX membership_by_person ON membership (person, community);
CREATE INDEX membership_that_lead ON membership (community, role) WHERE role <> 'member';
