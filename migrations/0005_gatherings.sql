-- A planned time is what the clock on the wall will say, and its zone; the instants are derived from them.
-- `host` is NULL once that person has left.
CREATE TABLE gathering (
    id BIGINT PRIMARY KEY,
    community BIGINT REFERENCES community (id),
    host BIGINT REFERENCES person (id),
    title TEXT NOT NULL,
    words TEXT NOT NULL,
    zone TEXT NOT NULL,
    starts_local TEXT NOT NULL,
    ends_local TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    venue TEXT NOT NULL,
    address TEXT NOT NULL,
    place BIGINT,
    cell BIGINT,
    capacity BIGINT,
    going BIGINT NOT NULL DEFAULT 0,
    photo TEXT,
    photo_words TEXT NOT NULL DEFAULT '',
    sequence BIGINT NOT NULL DEFAULT 0,
    changed_at BIGINT,
    cancelled_at BIGINT,
    cancelled_by BIGINT,
    cancel_words TEXT,
    CHECK (capacity IS NULL OR going <= capacity),
    CHECK (going >= 0),
    CHECK (ends_at > starts_at)
);
CREATE INDEX gathering_by_community ON gathering (community, starts_at);
CREATE INDEX gathering_by_host ON gathering (host, starts_at);
CREATE INDEX gathering_by_cell ON gathering (cell, starts_at);
CREATE INDEX gathering_by_start ON gathering (starts_at);

CREATE TABLE gathering_interest (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    interest TEXT NOT NULL,
    PRIMARY KEY (gathering, interest)
);
CREATE INDEX gathering_interest_by_interest ON gathering_interest (interest, gathering);

-- Each word of a title and a venue, folded, for search by the beginning of a word.
CREATE TABLE gathering_word (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    word TEXT NOT NULL,
    PRIMARY KEY (gathering, word)
);
CREATE INDEX gathering_word_by_word ON gathering_word (word, gathering);

-- reply: yes, maybe, no. `gathering.going` counts the places that the yeses take, in the same transaction.
CREATE TABLE answer (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    reply TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX answer_by_reply ON answer (gathering, reply, person);
CREATE INDEX answer_by_person ON answer (person, gathering);

-- Who said on the spot that they are there.
CREATE TABLE check_in (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX check_in_by_person ON check_in (person, gathering);
