-- Who says who comes. `admission`: 0 whoever says yes, as far as places go; 1 a host says so of each; 2 the same, and only
-- those who come learn the exact place (venue and address), all others the town.
-- Who asked has the reply `asked`, and after a refusal `declined`; neither takes a place.
ALTER TABLE gathering ADD COLUMN admission BIGINT NOT NULL DEFAULT 0;

-- Who asked to come: a member or a guest (`comer` is the id of either). `ticket` is their place in the order in which they
-- asked; where they are let in and no place is left, it is their place in the queue (`answer.ticket`, `guest.ticket`).
-- `approved` (0, 1) once a host has decided; `words` are the host's, for the one who asked. A refusal stays when the answer
-- is taken back, so that it is not asked for again.
CREATE TABLE approval (
    gathering BIGINT NOT NULL REFERENCES gathering (id),
    comer BIGINT NOT NULL,
    ticket BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    approved BIGINT,
    decided_at BIGINT,
    decided_by BIGINT REFERENCES person (id),
    words TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (gathering, comer)
);
CREATE INDEX approval_by_comer ON approval (comer);
CREATE INDEX approval_by_decider ON approval (decided_by) WHERE decided_by IS NOT NULL;
