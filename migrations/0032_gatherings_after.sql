-- What those who were there said of it, in two taps: NULL where they did not say. For the hosts as sums alone.
CREATE TABLE feedback (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    worth BIGINT,
    met BIGINT,
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX feedback_by_person ON feedback (person, gathering);

-- What a host wrote afterwards to those who came: once. `sent_by` is NULL once they have left.
CREATE TABLE thanks (
    gathering BIGINT PRIMARY KEY REFERENCES gathering (id),
    words TEXT NOT NULL,
    sent_by BIGINT REFERENCES person (id),
    at BIGINT NOT NULL
);
CREATE INDEX thanks_by_sender ON thanks (sent_by) WHERE sent_by IS NOT NULL;
