-- What somebody said of somebody whom they may meet at a gathering; nobody else reads it. mark: meet (told to the other
-- when they say the same), open (they may know), pass (not this time).
CREATE TABLE whom_mark (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    mark TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person, other)
);
CREATE INDEX whom_mark_by_person ON whom_mark (person, gathering);
CREATE INDEX whom_mark_by_other ON whom_mark (other, gathering);

-- Whom somebody does not want to have suggested any more, anywhere.
CREATE TABLE whom_never (
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (person, other)
);
CREATE INDEX whom_never_by_other ON whom_never (other);

-- Of whom somebody was told at a gathering, so that they are told once. kind: mutual, open.
CREATE TABLE whom_told (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person, other, kind)
);
CREATE INDEX whom_told_by_person ON whom_told (person);
CREATE INDEX whom_told_by_other ON whom_told (other);

-- What somebody chose for themselves. choice: hidden (is suggested to nobody who does not know them), unnamed (is not
-- named as one who could introduce others), welcomes (likes to be the first face that a newcomer knows).
CREATE TABLE whom_choice (
    person BIGINT NOT NULL REFERENCES person (id),
    choice TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (person, choice)
);
