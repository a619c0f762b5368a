-- kind: gathering, community or pair (subject NULL; its two people are in conversation_member).
CREATE TABLE conversation (
    id BIGINT PRIMARY KEY,
    kind TEXT NOT NULL,
    subject BIGINT,
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

CREATE TABLE post (
    id BIGINT PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversation (id),
    author BIGINT NOT NULL REFERENCES person (id),
    reply_to BIGINT REFERENCES post (id),
    words TEXT NOT NULL,
    photo TEXT,
    photo_words TEXT,
    edited_at BIGINT,
    deleted_at BIGINT,
    deleted_by BIGINT
);
CREATE INDEX post_by_conversation ON post (conversation, id);
CREATE INDEX post_by_reply ON post (reply_to, id);
CREATE INDEX post_by_author ON post (author, id);
