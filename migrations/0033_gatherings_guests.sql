-- Somebody who answered a gathering without an account, by an address they confirmed. The columns from `reply` on are
-- those of `answer`, and mean the same; the places count in the same `gathering.going`, the tickets come from the same
-- `gathering.tickets`. `forget_at`: when the address and the name are erased; NULL once they are. Then the row only counts.
CREATE TABLE guest (
    id BIGINT PRIMARY KEY,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    email TEXT,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    reply TEXT NOT NULL,
    at BIGINT NOT NULL,
    places BIGINT NOT NULL DEFAULT 1,
    guests TEXT NOT NULL DEFAULT '',
    ticket BIGINT,
    confirm_by BIGINT,
    forget_at BIGINT
);
CREATE UNIQUE INDEX guest_by_email ON guest (gathering, email) WHERE email IS NOT NULL;
CREATE INDEX guest_by_address ON guest (email, gathering) WHERE email IS NOT NULL;
CREATE INDEX guest_by_reply ON guest (gathering, reply, id);
CREATE UNIQUE INDEX guest_by_ticket ON guest (gathering, ticket) WHERE ticket IS NOT NULL;
CREATE INDEX guest_by_confirmation ON guest (gathering, confirm_by) WHERE confirm_by IS NOT NULL;
CREATE INDEX guest_by_end ON guest (forget_at) WHERE forget_at IS NOT NULL;

-- What guests answer to the host's questions; as `question_answer`.
CREATE TABLE guest_said (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    guest BIGINT NOT NULL REFERENCES guest (id),
    number BIGINT NOT NULL,
    words TEXT NOT NULL,
    PRIMARY KEY (gathering, guest, number)
);
CREATE INDEX guest_said_by_guest ON guest_said (guest);

-- Links by e-mail, by the hashes of their secrets. Before it is used a link is all that is known of somebody, and nothing
-- counts; afterwards it is good for as long as the guest is known. Each letter has one of its own.
CREATE TABLE guest_link (
    hash BYTEA NOT NULL PRIMARY KEY,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    email TEXT NOT NULL,
    name TEXT NOT NULL,
    locale TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX guest_link_by_email ON guest_link (email, made_at);
CREATE INDEX guest_link_by_gathering ON guest_link (gathering, email);
CREATE INDEX guest_link_by_end ON guest_link (expires_at);

-- Whether a host lets guests come without an account (0, 1), where they said so; else it follows from the community.
CREATE TABLE guest_choice (
    gathering BIGINT NOT NULL PRIMARY KEY REFERENCES gathering (id),
    allowed BIGINT NOT NULL
);
