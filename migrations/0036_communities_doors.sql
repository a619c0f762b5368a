-- How people come in. pinned: words at the head of its page, for those inside; welcome: for who joins; questions: one a
-- line, for those who ask to join. colour: one of a few, for its page.
CREATE TABLE community_entry (
    community BIGINT PRIMARY KEY REFERENCES community (id),
    pinned TEXT NOT NULL,
    welcome TEXT NOT NULL,
    questions TEXT NOT NULL,
    colour TEXT
);

-- What somebody answered who asked to join, with the question as it was put to them: for those who lead alone, and as long
-- as they ask or belong.
CREATE TABLE join_answer (
    community BIGINT NOT NULL REFERENCES community (id),
    person BIGINT NOT NULL REFERENCES person (id),
    number BIGINT NOT NULL,
    question TEXT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (community, person, number)
);
CREATE INDEX join_answer_by_person ON join_answer (person, community);

-- A link that lets people in, of whose secret only the hash is kept. `most`: so many may come in by it, NULL for any
-- number; `used`: so many have.
CREATE TABLE invite_link (
    id BIGINT PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    community BIGINT NOT NULL REFERENCES community (id),
    made_by BIGINT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    most BIGINT,
    used BIGINT NOT NULL DEFAULT 0,
    until BIGINT NOT NULL,
    revoked_at BIGINT,
    CHECK (most IS NULL OR used <= most)
);
CREATE INDEX invite_link_by_community ON invite_link (community, id);
CREATE INDEX invite_link_by_maker ON invite_link (made_by);

-- Since when a member lets the hosts have their e-mail address.
ALTER TABLE membership ADD COLUMN shares_at BIGINT;
