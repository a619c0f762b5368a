-- What the house itself keeps: its secrets, its journal, and what follows from it.

CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value BYTEA NOT NULL
);

-- What happened: written in the transaction that made it happen, never changed.
CREATE TABLE journal (
    id BIGINT PRIMARY KEY,
    person BIGINT,
    kind TEXT NOT NULL,
    subject BIGINT,
    data TEXT NOT NULL
);
CREATE INDEX journal_by_subject ON journal (subject, id);
CREATE INDEX journal_by_person ON journal (person, id);

CREATE TABLE job (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    once TEXT UNIQUE,
    data TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    leased_until BIGINT NOT NULL DEFAULT 0,
    tries BIGINT NOT NULL DEFAULT 0,
    error TEXT,
    dead_at BIGINT
);
CREATE INDEX job_by_due ON job (due_at) WHERE dead_at IS NULL;

-- For open pages, by the reader; kept for minutes.
CREATE TABLE live (
    id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    data TEXT NOT NULL
);

CREATE TABLE notice (
    id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL,
    kind TEXT NOT NULL,
    about BIGINT,
    by_person BIGINT,
    data TEXT NOT NULL,
    seen_at BIGINT
);
CREATE INDEX notice_by_person ON notice (person, id);
CREATE INDEX notice_unseen ON notice (person) WHERE seen_at IS NULL;

-- Pictures, named by the hash of what is stored; the bytes are outside the database.
CREATE TABLE media (
    hash TEXT NOT NULL PRIMARY KEY,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    bytes BIGINT NOT NULL,
    kept_at BIGINT NOT NULL
);
