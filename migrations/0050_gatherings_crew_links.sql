-- A link that takes people into a crew, of whose secret only the hash is kept. `most`: so many may come in by it; `used`: so
-- many have.
CREATE TABLE crew_link (
    id BIGINT PRIMARY KEY,
    hash BYTEA NOT NULL UNIQUE,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    made_by BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    most BIGINT NOT NULL,
    used BIGINT NOT NULL DEFAULT 0,
    until BIGINT NOT NULL,
    revoked_at BIGINT,
    CHECK (used <= most)
);
CREATE INDEX crew_link_by_gathering ON crew_link (gathering, id);
CREATE INDEX crew_link_by_maker ON crew_link (made_by);
