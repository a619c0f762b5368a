-- What is looked for by the clock, by the operator, or when somebody leaves, found without reading all there is.
CREATE INDEX job_dead ON job (dead_at) WHERE dead_at IS NOT NULL;
CREATE INDEX media_by_time ON media (kept_at, hash);
CREATE INDEX removal_by_remover ON removal (by_person) WHERE by_person IS NOT NULL;
CREATE INDEX removal_by_lifter ON removal (lifted_by) WHERE lifted_by IS NOT NULL;
CREATE INDEX telling_by_doer ON telling (but) WHERE but IS NOT NULL;
