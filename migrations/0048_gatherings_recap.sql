-- What a host wrote of it afterwards; no `words` where they took them back. `person` is NULL once they have left.
CREATE TABLE recap (
    gathering BIGINT PRIMARY KEY REFERENCES gathering (id),
    words TEXT NOT NULL,
    person BIGINT REFERENCES person (id),
    at BIGINT NOT NULL
);
CREATE INDEX recap_by_person ON recap (person, gathering) WHERE person IS NOT NULL;

-- The photos that stand first, by their place; NULL for all others.
ALTER TABLE gathering_photo ADD COLUMN chosen BIGINT;
CREATE INDEX gathering_photo_chosen ON gathering_photo (gathering, chosen) WHERE chosen IS NOT NULL;
