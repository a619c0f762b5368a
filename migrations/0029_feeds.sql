-- A calendar of what somebody said yes to, as their other programs read it: by a secret in its address, of which only
-- the hash is kept. `maybes`: 1 with what they answered maybe; `alarm`: so many minutes before each they want to hear
-- of it; `locale`: the language it was made in; `read_at`: when it was last read, to the day.
CREATE TABLE feed (
    hash BYTEA NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    maybes BIGINT NOT NULL,
    alarm BIGINT,
    locale TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    read_at BIGINT
);
CREATE INDEX feed_by_person ON feed (person, made_at);
