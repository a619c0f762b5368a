-- Parts into which a host cuts a gathering ("on site", "online"), each with its own capacity or none; numbers from 1 to 8.
-- `going` counts the places of the yeses in it, as `gathering.going` counts all of them; `gathering.parts` how many there are
-- (0: it is not cut). Where there are any, each answer that comes or waits names its part; elsewhere `part` is NULL.
CREATE TABLE gathering_part (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    number BIGINT NOT NULL,
    name TEXT NOT NULL,
    capacity BIGINT,
    going BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (gathering, number)
);
ALTER TABLE gathering ADD COLUMN parts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE answer ADD COLUMN part BIGINT;
ALTER TABLE guest ADD COLUMN part BIGINT;
