-- Where gatherings are brought in from, again and again: a calendar at an address, or files. `settings` is what the form
-- said, as JSON; `held` a table whose columns are still to be named.
CREATE TABLE import_source (
    id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    community BIGINT REFERENCES community (id),
    name TEXT NOT NULL,
    url TEXT,
    settings TEXT NOT NULL,
    held TEXT
);
CREATE INDEX import_source_by_person ON import_source (person, id);
CREATE INDEX import_source_by_community ON import_source (community) WHERE community IS NOT NULL;

-- Which entry of a source which gathering stands for. `fields` is what the entry said last, as JSON: what differs from it
-- later is what changed there, and all else of the gathering is its host's.
CREATE TABLE import_entry (
    source BIGINT NOT NULL REFERENCES import_source (id),
    entry TEXT NOT NULL,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    sequence BIGINT NOT NULL,
    fields TEXT NOT NULL,
    PRIMARY KEY (source, entry)
);
CREATE INDEX import_entry_by_gathering ON import_entry (gathering);

-- Once that something was brought in. `state`: shown, running, done, undoing, undone.
CREATE TABLE import_run (
    id BIGINT PRIMARY KEY,
    source BIGINT NOT NULL REFERENCES import_source (id),
    state TEXT NOT NULL,
    unread BIGINT NOT NULL
);
CREATE INDEX import_run_by_source ON import_run (source, id);

-- What it does with each entry. `what`: new, changed, same, cancelled, left; `why` it is left out, or could not be done
-- (the key of a message). `before`: what stood there, as JSON. `outcome`: done, failed, undone, stays; NULL as long as it
-- waits.
CREATE TABLE import_step (
    run BIGINT NOT NULL REFERENCES import_run (id),
    number BIGINT NOT NULL,
    entry TEXT NOT NULL,
    what TEXT NOT NULL,
    why TEXT,
    sequence BIGINT NOT NULL,
    fields TEXT NOT NULL,
    starts_at BIGINT,
    ends_at BIGINT,
    gathering BIGINT REFERENCES gathering (id),
    before TEXT,
    outcome TEXT,
    PRIMARY KEY (run, number)
);
CREATE INDEX import_step_by_gathering ON import_step (gathering) WHERE gathering IS NOT NULL;
