-- Facts between people, and the ties derived from them.

CREATE TABLE follow (
    follower BIGINT NOT NULL REFERENCES person (id),
    followed BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (follower, followed)
);
CREATE INDEX follow_by_followed ON follow (followed, follower);

-- When two first followed each other, the lower id first. It stays when they cease to: how they began does not change.
CREATE TABLE followed_back (
    one BIGINT NOT NULL REFERENCES person (id),
    two BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (one, two)
);
CREATE INDEX followed_back_by_two ON followed_back (two, one);

-- Ground, like `tie` and `block`: whoever shows people may read it, to fold away what the muted say.
CREATE TABLE mute (
    person BIGINT NOT NULL REFERENCES person (id),
    muted BIGINT NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    PRIMARY KEY (person, muted)
);
CREATE INDEX mute_by_muted ON mute (muted);

-- The facts of a pair as one person sees them, and the stage that follows (1 following, 2 mutual, 4 met, 5 regular;
-- `planned_until` makes it planning). Both sides have a row where there is any fact, and none where one has blocked
-- the other. Rebuilt to the same by `visavis doctor`.
CREATE TABLE tie (
    person BIGINT NOT NULL REFERENCES person (id),
    other BIGINT NOT NULL REFERENCES person (id),
    stage BIGINT NOT NULL,
    follows_since BIGINT,
    followed_since BIGINT,
    planned_until BIGINT,
    talked_at BIGINT,
    talked_in BIGINT,
    online_at BIGINT,
    met_at BIGINT,
    met_days BIGINT NOT NULL DEFAULT 0,
    last_met_at BIGINT,
    PRIMARY KEY (person, other)
);
CREATE INDEX tie_by_other ON tie (other, person);
CREATE INDEX tie_by_stage ON tie (person, stage);
