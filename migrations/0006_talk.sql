-- kind: gathering, community or pair (subject NULL; its two people are in conversation_member). `url` and `title` are
-- where it is read and what that place is called, as of the last post; a pair has neither.
CREATE TABLE conversation (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BIGINT,
    url TEXT NOT NULL DEFAULT '',
    title TEXT NOT NULL DEFAULT '',
    posts BIGINT NOT NULL DEFAULT 0,
    last_at BIGINT
);
CREATE UNIQUE INDEX conversation_by_subject ON conversation (kind, subject);

-- The two of a pair, each a row, with the other beside it; `seen_at` says how far they have read.
CREATE TABLE conversation_member (
    conversation BIGINT NOT NULL REFERENCES conversation (id),
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    last_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (conversation, person)
);
CREATE UNIQUE INDEX conversation_member_by_pair ON conversation_member (person, other);
CREATE INDEX conversation_member_by_time ON conversation_member (person, last_at);
CREATE INDEX conversation_member_by_other ON conversation_member (other);

-- `root` is the post that an answer is shown below, `reply_to` the one it answers, `to_person` whom it is said to by
-- name. Without an author it is what is left of somebody who left: a place that answers hang on.
CREATE TABLE post (
    id BIGINT PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversation (id),
    author BIGINT REFERENCES person (id),
    root BIGINT REFERENCES post (id),
    reply_to BIGINT REFERENCES post (id),
    to_person BIGINT,
    words TEXT NOT NULL,
    photo TEXT,
    photo_width BIGINT NOT NULL DEFAULT 0,
    photo_height BIGINT NOT NULL DEFAULT 0,
    photo_words TEXT NOT NULL DEFAULT '',
    edited_at BIGINT,
    deleted_at BIGINT,
    deleted_by BIGINT
);
CREATE INDEX post_by_conversation ON post (conversation, id);
CREATE INDEX post_by_thread ON post (conversation, id) WHERE root IS NULL;
CREATE INDEX post_by_root ON post (root, id);
CREATE INDEX post_by_reply ON post (reply_to);
CREATE INDEX post_by_author ON post (author, id);
CREATE INDEX post_by_address ON post (to_person, author, id);
CREATE INDEX post_by_photo ON post (photo) WHERE photo IS NOT NULL;

CREATE INDEX notice_by_author ON notice (by_person);
