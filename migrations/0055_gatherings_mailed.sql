-- Of which moment the newest answer was that came out of somebody's mail program: what comes late or twice counts no more.
ALTER TABLE answer ADD COLUMN mailed_at BIGINT;
ALTER TABLE guest ADD COLUMN mailed_at BIGINT;
