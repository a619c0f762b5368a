-- When those who come are reminded. `minutes`: so many before the beginning, several parted by blanks; empty for never.
-- What a host set for a gathering; without a row it is the usual.
CREATE TABLE reminder_plan (
    gathering BIGINT NOT NULL PRIMARY KEY REFERENCES gathering (id),
    minutes TEXT NOT NULL
);

-- What somebody wants everywhere, and what at one gathering: the latter counts before the former, that before the host's.
CREATE TABLE reminder_choice (
    person BIGINT NOT NULL PRIMARY KEY REFERENCES person (id),
    minutes TEXT NOT NULL
);
CREATE TABLE reminder_own (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    minutes TEXT NOT NULL,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX reminder_own_by_person ON reminder_own (person);

-- How far the reminding of a gathering has come: `round` names the planned beginning `starts_at`, and a job of another has
-- nothing more to say. `minutes` is the reminder that is next, `whom` (members, guests) and `told` who of them was the last.
CREATE TABLE reminder_run (
    gathering BIGINT NOT NULL PRIMARY KEY REFERENCES gathering (id),
    round BIGINT NOT NULL,
    starts_at BIGINT NOT NULL,
    minutes BIGINT NOT NULL,
    whom TEXT NOT NULL,
    told BIGINT NOT NULL
);
