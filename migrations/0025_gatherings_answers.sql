-- Places, not heads: who comes may bring others, and `gathering.going` counts the places that the yeses take.
-- Who finds no place waits: `answer.reply` is `waiting`, and `ticket` the place in the order in which they came; no two
-- of a gathering's are the same, and none is given twice (`gathering.tickets` counts those that were given).
-- `confirm_by`: a place came free for somebody who waited, and goes on to the next unless they say by then that they
-- come; `hold_hours` is how long a host lets them have for it, NULL is at once theirs.
-- `opens_at`, `closes_at`: when yes and maybe are taken; instants, as the host's clock had them when they were set.
ALTER TABLE gathering ADD COLUMN plus BIGINT NOT NULL DEFAULT 0;
ALTER TABLE gathering ADD COLUMN hold_hours BIGINT;
ALTER TABLE gathering ADD COLUMN opens_at BIGINT;
ALTER TABLE gathering ADD COLUMN closes_at BIGINT;
ALTER TABLE gathering ADD COLUMN tickets BIGINT NOT NULL DEFAULT 0;
ALTER TABLE answer ADD COLUMN places BIGINT NOT NULL DEFAULT 1;
ALTER TABLE answer ADD COLUMN guests TEXT NOT NULL DEFAULT '';
ALTER TABLE answer ADD COLUMN ticket BIGINT;
ALTER TABLE answer ADD COLUMN confirm_by BIGINT;
CREATE UNIQUE INDEX answer_by_ticket ON answer (gathering, ticket) WHERE ticket IS NOT NULL;
CREATE INDEX answer_by_confirmation ON answer (gathering, confirm_by) WHERE confirm_by IS NOT NULL;
