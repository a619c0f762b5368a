-- Until when somebody tells this address something: one at a time, in the order in which it happened.
ALTER TABLE webhook ADD COLUMN busy_until BIGINT NOT NULL DEFAULT 0;
