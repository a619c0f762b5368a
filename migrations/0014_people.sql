-- Tokens by which programs act as a persona.
CREATE TABLE token (
    hash BYTEA NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    name TEXT NOT NULL,
    scopes TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT,
    expires_at BIGINT NOT NULL
);
CREATE INDEX token_by_person ON token (person);

-- What was answered to a request with an idempotency key: written with what the request did, kept for a day.
CREATE TABLE answered (
    person BIGINT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request BYTEA NOT NULL,
    status BIGINT NOT NULL,
    body TEXT NOT NULL,
    location TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, idempotency_key)
);
CREATE INDEX answered_by_time ON answered (at);
