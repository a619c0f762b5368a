-- What is around a place, in the order in which it is shown: by area, a stored cell without its last 33 bits (H3's
-- resolution 4, 45 km across), so that the first of them are read and not all that there are.
CREATE INDEX gathering_by_area ON gathering ((cell >> 33), starts_at, id);
CREATE INDEX community_by_area ON community ((cell >> 33), members, id);
