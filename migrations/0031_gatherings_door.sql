-- Who came in through which door, as the crew's devices say it: `id` is made by the device, so that what is sent twice is
-- there once. `person` is NULL for those who are only counted. `at` is when they came, `noted_at` when the server heard of
-- it. Of several rows of a person the first counts, the others are kept as what was seen. `undone_at`: until then
-- they were not in after all; what is heard of later and was before is not counted either.
CREATE TABLE arrival (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    id TEXT NOT NULL,
    person BIGINT REFERENCES person (id),
    places BIGINT NOT NULL,
    door TEXT NOT NULL,
    at BIGINT NOT NULL,
    noted_at BIGINT NOT NULL,
    noted_by BIGINT REFERENCES person (id),
    undone_at BIGINT,
    PRIMARY KEY (gathering, id)
);
CREATE INDEX arrival_by_person ON arrival (person, gathering) WHERE person IS NOT NULL;
CREATE INDEX arrival_by_noter ON arrival (noted_by) WHERE noted_by IS NOT NULL;

-- The door through which somebody was let in; NULL where they said themselves that they are there.
ALTER TABLE check_in ADD COLUMN door TEXT;
