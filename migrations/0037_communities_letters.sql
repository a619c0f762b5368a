-- What hosts write to the members by mail. It goes out at `due_at`, and can be taken back until then; `told` is the last
-- member it went to, in the order of their ids; `sent`: so many letters.
CREATE TABLE club_letter (
    id BIGINT PRIMARY KEY,
    community BIGINT NOT NULL REFERENCES community (id),
    by_person BIGINT,
    subject TEXT NOT NULL,
    words TEXT NOT NULL,
    due_at BIGINT NOT NULL,
    told BIGINT NOT NULL DEFAULT 0,
    sent BIGINT NOT NULL DEFAULT 0,
    done_at BIGINT
);
CREATE INDEX club_letter_by_community ON club_letter (community, id);
CREATE INDEX club_letter_by_writer ON club_letter (by_person) WHERE by_person IS NOT NULL;

-- What went out in the week before `due_at`, for those who want one letter a week.
CREATE TABLE club_digest (
    community BIGINT NOT NULL REFERENCES community (id),
    due_at BIGINT NOT NULL,
    told BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (community, due_at)
);

-- letters: each, weekly, none. `greets_at`: since when a member is glad to greet newcomers.
ALTER TABLE membership ADD COLUMN letters TEXT NOT NULL DEFAULT 'each';
ALTER TABLE membership ADD COLUMN greets_at BIGINT;
