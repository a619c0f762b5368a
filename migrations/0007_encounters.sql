-- Keys that people's devices made; the private halves never leave them. The certificate is made anew from its parts.
CREATE TABLE device (
    kid BYTEA NOT NULL PRIMARY KEY,
    person BIGINT NOT NULL REFERENCES person (id),
    key BYTEA NOT NULL,
    algorithm TEXT NOT NULL,
    label TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    certificate_expires BIGINT NOT NULL,
    certificate_handle TEXT NOT NULL,
    session BYTEA NOT NULL,
    revoked_at BIGINT
);
CREATE INDEX device_by_person ON device (person);
CREATE INDEX device_by_session ON device (session);

-- What was uploaded and held, whole. `kid` and `nonce` are those of the offer that it belongs to, `offer` is that offer's
-- hash, `answerer` the key of an answer; `id` says when it came first. `waits`: nobody's answer has come yet.
CREATE TABLE encounter_message (
    kid BYTEA NOT NULL,
    nonce BYTEA NOT NULL,
    hash BYTEA NOT NULL,
    id BIGINT NOT NULL,
    offer BYTEA NOT NULL,
    answerer BYTEA,
    kind BIGINT NOT NULL,
    body BYTEA NOT NULL,
    waits BIGINT NOT NULL,
    PRIMARY KEY (kid, nonce, hash)
);
CREATE INDEX encounter_message_by_answerer ON encounter_message (answerer);
CREATE INDEX encounter_message_waiting ON encounter_message (id) WHERE waits = 1;

-- One answered offer: what its messages come to. Rebuilt to the same from them. `a` offered, `b` answered.
CREATE TABLE encounter (
    id BYTEA NOT NULL PRIMARY KEY,
    a BIGINT NOT NULL REFERENCES person (id),
    b BIGINT NOT NULL REFERENCES person (id),
    kid_a BYTEA NOT NULL,
    kid_b BYTEA NOT NULL,
    nonce BYTEA NOT NULL,
    gathering BIGINT,
    at BIGINT NOT NULL,
    made_after BIGINT NOT NULL,
    made_before BIGINT NOT NULL,
    verdict TEXT NOT NULL,
    grade BIGINT NOT NULL,
    loop_ms BIGINT
);
CREATE INDEX encounter_by_nonce ON encounter (kid_a, nonce);
CREATE INDEX encounter_by_answerer ON encounter (kid_b);

-- The same, once for each of the two. `met`: both confirmed it, and neither took it back or disputed it.
CREATE TABLE encounter_side (
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    encounter BYTEA NOT NULL REFERENCES encounter (id),
    met BIGINT NOT NULL,
    PRIMARY KEY (person, at, encounter)
);
CREATE INDEX encounter_side_by_pair ON encounter_side (person, other, at);
CREATE INDEX encounter_side_by_other ON encounter_side (other);
CREATE INDEX encounter_side_by_encounter ON encounter_side (encounter);

-- Said afterwards by one of the two, and signed by the server as said: withdrawn, disputed. Never undone.
CREATE TABLE encounter_event (
    encounter BYTEA NOT NULL REFERENCES encounter (id),
    person BIGINT NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    words TEXT NOT NULL,
    signature BYTEA NOT NULL,
    PRIMARY KEY (encounter, person, kind)
);
CREATE INDEX encounter_event_by_person ON encounter_event (person);

-- Who was checked in where, as far as it bears on the evidence of a meeting.
CREATE TABLE encounter_arrival (
    gathering BIGINT NOT NULL,
    person BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (gathering, person)
);
CREATE INDEX encounter_arrival_by_person ON encounter_arrival (person);

-- What somebody should look at; it stops nothing.
CREATE TABLE encounter_flag (
    encounter BYTEA NOT NULL REFERENCES encounter (id),
    kind TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (encounter, kind)
);
CREATE INDEX encounter_flag_by_time ON encounter_flag (at);
