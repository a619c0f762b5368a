-- A venue is a town and a name, as hosts write it. What those who host there say of it: how to get there, in Markdown, and
-- whether one gets in without steps (`yes`, `partly`, `no`, or empty where nobody has said).
CREATE INDEX gathering_by_venue ON gathering (place, venue, starts_at);
CREATE TABLE gathering_venue (
    place BIGINT NOT NULL,
    name TEXT NOT NULL,
    way TEXT NOT NULL,
    step_free TEXT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (place, name)
);
