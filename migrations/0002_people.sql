-- Logins, and the persons (personas) they own.

CREATE TABLE account (
    id BIGINT PRIMARY KEY,
    email TEXT UNIQUE,
    locale TEXT,
    zone TEXT,
    theme TEXT
);

CREATE TABLE person (
    id BIGINT PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    words TEXT NOT NULL DEFAULT '',
    photo TEXT,
    place BIGINT,
    cell BIGINT,
    languages TEXT NOT NULL DEFAULT '',
    meet_how TEXT NOT NULL DEFAULT '',
    meet_when TEXT NOT NULL DEFAULT ''
);
CREATE INDEX person_by_account ON person (account);
CREATE INDEX person_by_cell ON person (cell);
CREATE INDEX person_by_photo ON person (photo) WHERE photo IS NOT NULL;

-- Each word of a name and the handle, folded, for search by the beginning of a word.
CREATE TABLE person_word (
    word TEXT NOT NULL,
    person BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (word, person)
);
CREATE INDEX person_word_by_person ON person_word (person);

CREATE TABLE person_interest (
    person BIGINT NOT NULL REFERENCES person (id),
    interest TEXT NOT NULL,
    PRIMARY KEY (person, interest)
);
CREATE INDEX person_interest_by_interest ON person_interest (interest, person);

CREATE TABLE session (
    hash BYTEA NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    person BIGINT NOT NULL REFERENCES person (id),
    label TEXT NOT NULL,
    began_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX session_by_account ON session (account);
CREATE INDEX session_by_person ON session (person);

CREATE TABLE passkey (
    id BYTEA NOT NULL PRIMARY KEY,
    account BIGINT NOT NULL REFERENCES account (id),
    data TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account);

-- A passkey being made or used: what the server must remember between its two requests.
CREATE TABLE ceremony (
    hash BYTEA NOT NULL PRIMARY KEY,
    state TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX ceremony_by_expiry ON ceremony (expires_at);

-- A link by e-mail: to sign in (`enter`), to become a member (`join`), to confirm an address (`confirm`), or none, only
-- counted, because nobody has that address (`nobody`). `browser` is the hash of a cookie of the one who asked: elsewhere
-- the link wants a click.
CREATE TABLE sign_in_link (
    hash BYTEA NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    browser BYTEA,
    purpose TEXT NOT NULL,
    account BIGINT,
    data TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX sign_in_link_by_expiry ON sign_in_link (expires_at);
CREATE INDEX sign_in_link_by_email ON sign_in_link (email, expires_at);
CREATE INDEX sign_in_link_by_account ON sign_in_link (account) WHERE account IS NOT NULL;

-- Between accounts, so that it holds for all personas of both.
CREATE TABLE block (
    blocker BIGINT NOT NULL REFERENCES account (id),
    blocked BIGINT NOT NULL REFERENCES account (id),
    person BIGINT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (blocker, blocked)
);
CREATE INDEX block_by_blocked ON block (blocked, blocker);
