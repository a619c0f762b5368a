-- Who helps at a gathering. `role`: cohost, supervisor (searches the list), steward (only scans). Named by whoever runs it,
-- and nothing but a question until `accepted_at`. The host and the hosts of its community stand in no row: they run it anyway.
CREATE TABLE crew (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    role TEXT NOT NULL,
    named_at BIGINT NOT NULL,
    named_by BIGINT REFERENCES person (id),
    accepted_at BIGINT,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX crew_by_person ON crew (person, gathering);
CREATE INDEX crew_by_namer ON crew (named_by) WHERE named_by IS NOT NULL;
