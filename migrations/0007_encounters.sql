-- Keys that people's devices made; the private halves never leave them.
CREATE TABLE device (
    kid BYTEA NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    key BYTEA NOT NULL,
    algorithm TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    certificate_expires BIGINT NOT NULL,
    gathering BIGINT,
    revoked_at BIGINT
);
CREATE INDEX device_by_person ON device (person);
