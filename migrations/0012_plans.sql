-- Indexes for what was read from end to end: who shows a picture, before its files are deleted.

CREATE INDEX community_by_photo ON community (photo) WHERE photo IS NOT NULL;
CREATE INDEX gathering_by_photo ON gathering (photo) WHERE photo IS NOT NULL;
