-- What lasts longer than half a day, by its end: few do, so that a search for what goes on need not read all that began
-- within the last month.
CREATE INDEX gathering_long ON gathering (ends_at, starts_at, id) WHERE ends_at - starts_at > 43200000;
