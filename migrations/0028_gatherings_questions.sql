-- What hosts ask of those who come. `kind`: text, choice, several, number, consent; `choices` one a line. A number is never
-- given twice in a gathering: what is asked no longer is retired, and its answers stay with it.
CREATE TABLE question (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    number BIGINT NOT NULL,
    kind TEXT NOT NULL,
    words TEXT NOT NULL,
    choices TEXT NOT NULL,
    required BIGINT NOT NULL,
    retired_at BIGINT,
    PRIMARY KEY (gathering, number)
);

-- For the hosts and whoever answered alone, and only as long as they say that they come, or wait for a place. Of several
-- choices each is a line. Questions are never deleted, so that each answer has its own.
CREATE TABLE question_answer (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    number BIGINT NOT NULL,
    person BIGINT NOT NULL REFERENCES person (id),
    words TEXT NOT NULL,
    PRIMARY KEY (gathering, person, number)
);
CREATE INDEX question_answer_by_person ON question_answer (person, gathering);
