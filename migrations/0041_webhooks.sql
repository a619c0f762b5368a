-- Addresses that are told of what happens. Without a community: of what the person hosts. `events`: the kinds they asked
-- for, a space between. The secret that signs what is sent follows from `salt` and the server's own key.
-- `failing_since`: since when nothing got through; `off_at`: told no more.
CREATE TABLE webhook (
    id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    community BIGINT REFERENCES community (id),
    url TEXT NOT NULL,
    events TEXT NOT NULL,
    salt BYTEA NOT NULL,
    failing_since BIGINT,
    off_at BIGINT
);
CREATE INDEX webhook_by_person ON webhook (person, id);
CREATE INDEX webhook_by_community ON webhook (community) WHERE community IS NOT NULL;

-- What an address was told, and what it said to that. `fault`: why it could not be told (the key of a message).
-- `next_at`: when it is tried again; NULL once it got through or was given up.
CREATE TABLE webhook_delivery (
    id BIGINT PRIMARY KEY,
    webhook BIGINT NOT NULL REFERENCES webhook (id),
    event TEXT NOT NULL,
    body TEXT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    status BIGINT,
    fault TEXT,
    next_at BIGINT
);
CREATE INDEX webhook_delivery_by_webhook ON webhook_delivery (webhook, id);
