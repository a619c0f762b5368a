-- The same as gathering_long within an area: what goes on for days elsewhere is not read by those who look around here.
CREATE INDEX gathering_long_by_area ON gathering ((cell >> 33), ends_at, starts_at, id) WHERE ends_at - starts_at > 43200000;
