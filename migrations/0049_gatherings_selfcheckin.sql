-- Whom a door saw who has no account; `person` is NULL then. `exact`: 1 where the crew said how many of a party are in.
ALTER TABLE arrival ADD COLUMN guest BIGINT REFERENCES guest (id);
ALTER TABLE arrival ADD COLUMN exact BIGINT NOT NULL DEFAULT 0;
CREATE INDEX arrival_by_guest ON arrival (guest, gathering) WHERE guest IS NOT NULL;

-- A screen at the venue that shows a code which changes, opened by a link of whose secret only the hash is kept. The codes
-- follow from the server's key and the screen: whoever takes the row away takes the codes with it. `door`: where it stands.
CREATE TABLE door_screen (
    id BIGINT PRIMARY KEY,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    hash BYTEA NOT NULL UNIQUE,
    door TEXT NOT NULL,
    made_by BIGINT NOT NULL REFERENCES person (id)
);
CREATE INDEX door_screen_by_gathering ON door_screen (gathering, id);
CREATE INDEX door_screen_by_maker ON door_screen (made_by);

-- Who comes in by such a code without having said yes, where the host said so: none, room (as long as there is), any.
CREATE TABLE door_choice (
    gathering BIGINT NOT NULL PRIMARY KEY REFERENCES gathering (id),
    walk_ins TEXT NOT NULL
);
