-- A key may be made for one gathering: it is worth something there and nowhere else, and until a while after it.
-- Its `certificate_expires` is that while's end; no certificate is made for it.
ALTER TABLE device ADD COLUMN gathering BIGINT;
CREATE INDEX device_by_gathering ON device (gathering, person);
