-- Meetings that were not scanned: one of the two says so later, and it counts once the other says so too (grade E1).
-- Such an encounter has no messages and no keys (both are empty); who said what is in `encounter_event`, as `claimed`,
-- `confirmed` and `declined`, beside `withdrawn` and `disputed`.
ALTER TABLE encounter ADD COLUMN claimed BIGINT NOT NULL DEFAULT 0;

-- What stands on a printed badge. It is no secret: with it one can claim to have met whoever wears it, and no more.
CREATE TABLE encounter_badge (
    code BYTEA NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX encounter_badge_by_person ON encounter_badge (person, made_at);
