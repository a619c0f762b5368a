-- What those who were there took. Only those who may see the gathering's photos are given `photo`'s file. `down_at`: somebody
-- who is in it asked that it be taken down, and it is shown to nobody; `down_by` alone can put it back.
CREATE TABLE gathering_photo (
    id BIGINT PRIMARY KEY,
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    person BIGINT NOT NULL REFERENCES person (id),
    photo TEXT NOT NULL,
    words TEXT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    down_at BIGINT,
    down_by BIGINT REFERENCES person (id)
);
CREATE INDEX gathering_photo_by_gathering ON gathering_photo (gathering, id);
CREATE INDEX gathering_photo_by_person ON gathering_photo (person, gathering, id);
CREATE INDEX gathering_photo_by_photo ON gathering_photo (photo);
CREATE INDEX gathering_photo_by_downer ON gathering_photo (down_by, gathering) WHERE down_by IS NOT NULL;

-- Gatherings whose photos are for everybody who sees the gathering, not for those alone who were there.
CREATE TABLE gathering_album (
    gathering BIGINT PRIMARY KEY REFERENCES gathering (id),
    opened_at BIGINT NOT NULL,
    opened_by BIGINT REFERENCES person (id)
);
CREATE INDEX gathering_album_by_opener ON gathering_album (opened_by) WHERE opened_by IS NOT NULL;

-- Whether somebody wants to be in photos: `fine`, `never`. Who stands in no row wants to be asked.
CREATE TABLE likeness (
    person BIGINT PRIMARY KEY REFERENCES person (id),
    wish TEXT NOT NULL
);
