-- A gathering that somebody plans and has not published: what stands in the form, as JSON (names and their values), and the
-- hash of its picture. It is no gathering yet: no list, search or feed reads this table, and only its maker does.
CREATE TABLE gathering_draft (
    id BIGINT PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    title TEXT NOT NULL,
    fields TEXT NOT NULL,
    photo TEXT,
    changed_at BIGINT NOT NULL
);
CREATE INDEX gathering_draft_by_person ON gathering_draft (person, changed_at);
CREATE INDEX gathering_draft_by_photo ON gathering_draft (photo) WHERE photo IS NOT NULL;
