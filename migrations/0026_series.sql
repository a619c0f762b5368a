-- A gathering that comes again. `rules` are lines of RFC 5545, `first` the day from which they count, `fields` what the
-- form said, as JSON: each occurrence is read from it, with another day. `due_at`: when the next occurrences are to be
-- made; NULL once there will be none. `round` and `told`: the change of which those who answered are being told, and the
-- last of them who was; NULL once all were.
CREATE TABLE series (
    id BIGINT PRIMARY KEY,
    community BIGINT REFERENCES community (id),
    host BIGINT REFERENCES person (id),
    title TEXT NOT NULL,
    zone TEXT NOT NULL,
    first TEXT NOT NULL,
    rules TEXT NOT NULL,
    fields TEXT NOT NULL,
    photo TEXT,
    changed_at BIGINT,
    due_at BIGINT,
    ended_at BIGINT,
    ended_by BIGINT,
    round BIGINT,
    told BIGINT NOT NULL DEFAULT 0
);
CREATE INDEX series_by_host ON series (host);
CREATE INDEX series_by_community ON series (community);
CREATE INDEX series_by_photo ON series (photo) WHERE photo IS NOT NULL;
CREATE INDEX series_by_due ON series (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX series_by_ender ON series (ended_by) WHERE ended_by IS NOT NULL;

-- Each occurrence is a gathering. `day` is the one that the rules name: it stays its name when that gathering is moved.
-- `changed_at`: somebody changed this one alone, and it follows its series no more. `answered`: the last of
-- `series_answer` that was carried over to it; NULL once all were. `round`: the last change of the series that touched it.
CREATE TABLE series_occurrence (
    series BIGINT NOT NULL REFERENCES series (id),
    day TEXT NOT NULL,
    gathering BIGINT NOT NULL UNIQUE REFERENCES gathering (id),
    changed_at BIGINT,
    answered BIGINT,
    round BIGINT,
    PRIMARY KEY (series, day)
);
CREATE INDEX series_occurrence_waits ON series_occurrence (series, day) WHERE answered IS NOT NULL;
CREATE INDEX series_occurrence_by_round ON series_occurrence (series, round) WHERE round IS NOT NULL;

-- Who answered all of them, those to come too.
CREATE TABLE series_answer (
    id BIGINT PRIMARY KEY,
    series BIGINT NOT NULL REFERENCES series (id),
    person BIGINT NOT NULL REFERENCES person (id),
    reply TEXT NOT NULL,
    UNIQUE (series, person)
);
CREATE INDEX series_answer_by_series ON series_answer (series, id);
CREATE INDEX series_answer_by_person ON series_answer (person, series);
