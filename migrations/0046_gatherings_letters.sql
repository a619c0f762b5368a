-- What those who run a gathering write to some of those who answered or came. `groups`: yes, maybe, waiting, came, with blanks
-- between them. kind: letter, or thanks (once, and it stands on the page). It goes to members first (`part`: members,
-- guests), in the order of their ids; `told` is the last it went to. `reaches`: so many were meant when it was written, `sent`:
-- so many it went to by now.
CREATE TABLE gathering_letter (
    id BIGINT PRIMARY KEY,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    by_person BIGINT REFERENCES person (id),
    kind TEXT NOT NULL,
    groups TEXT NOT NULL,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    at BIGINT NOT NULL,
    reaches BIGINT NOT NULL,
    part TEXT NOT NULL,
    told BIGINT NOT NULL DEFAULT 0,
    sent BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT
);
CREATE INDEX gathering_letter_by_gathering ON gathering_letter (gathering, id);
CREATE INDEX gathering_letter_by_writer ON gathering_letter (by_person) WHERE by_person IS NOT NULL;

-- Who wants no more of them from one gathering: a member, or a guest by their own id.
CREATE TABLE gathering_letter_stop (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    comer BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, comer)
);
CREATE INDEX gathering_letter_stop_by_comer ON gathering_letter_stop (comer, gathering);

-- What whoever moved it says of that.
ALTER TABLE telling ADD COLUMN words TEXT NOT NULL DEFAULT '';
