-- What was said of a venue, each time that it changed, and who said it: NULL for who has left, and for what was there before
-- this was kept.
CREATE TABLE gathering_venue_change (
    id BIGINT PRIMARY KEY,
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    way TEXT NOT NULL,
    step_free TEXT NOT NULL,
    by_person BIGINT REFERENCES person (id),
    at BIGINT NOT NULL
);
CREATE INDEX gathering_venue_change_by_venue ON gathering_venue_change (place, name, id);
CREATE INDEX gathering_venue_change_by_person ON gathering_venue_change (by_person) WHERE by_person IS NOT NULL;
