-- What was flagged or disputed and an operator has looked into.
CREATE TABLE encounter_review (
    encounter BYTEA NOT NULL PRIMARY KEY REFERENCES encounter (id),
    at BIGINT NOT NULL
);
CREATE INDEX encounter_event_disputed ON encounter_event (at) WHERE kind = 'disputed';
