-- Work that several programs share: a bill run, files of usage, exports that are due. Each batch is leased for a while by
-- one of them. Its fence rises with each lease: who slept past the own lease carries an old one and can not write.

CREATE TABLE work_batch (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL CHECK (kind IN ('bill_run', 'usage_import', 'export')),
    subject_id {id} NOT NULL,            -- the run, the command of the import, the schedule
    part {int} NOT NULL CHECK (part >= 0),
    content {json} NOT NULL,             -- what is to be done: accounts, a file, a period
    state {text} NOT NULL CHECK (state IN ('waiting', 'taken', 'done', 'failed')),
    lease_owner {text} NOT NULL,         -- the program that has it or had it last: "operator on host 1234"; empty: nobody
    lease_until {instant},
    fence {int} NOT NULL CHECK (fence >= 0), -- how often it was leased
    failures {int} NOT NULL,             -- how often it was given back with an error
    last_error {json} NOT NULL,          -- id and arguments; {} for none
    made_by {text} NOT NULL,
    made_at {instant} NOT NULL,
    finished_at {instant},
    UNIQUE (kind, subject_id, part),
    CHECK ((state = 'taken') = (lease_until IS NOT NULL)),
    CHECK ((state = 'done') = (finished_at IS NOT NULL))
) {strict};
CREATE INDEX work_batch_open ON work_batch (made_at, subject_id, part) WHERE state <> 'done';

CREATE TRIGGER work_batch_keeps_its_fence BEFORE UPDATE ON work_batch
WHEN old.state = 'done' OR new.id <> old.id OR new.kind <> old.kind OR new.subject_id <> old.subject_id
    OR new.part <> old.part OR new.content <> old.content OR new.made_by <> old.made_by
    OR new.fence NOT IN (old.fence, old.fence + 1)
    OR (new.fence = old.fence AND new.lease_owner <> old.lease_owner)
    OR (new.state = 'taken' AND old.state <> 'taken' AND new.fence = old.fence)
BEGIN
    SELECT raise(abort, 'work.lease_lost');
END;
CREATE TRIGGER work_batch_is_kept BEFORE DELETE ON work_batch
BEGIN
    SELECT raise(abort, 'work.batch_kept');
END;

-- What a worker notes of a payer carries its fence; of a run that is shared nothing else is noted.
ALTER TABLE bill_run_account ADD COLUMN batch_id {id};
ALTER TABLE bill_run_account ADD COLUMN fence {int};
-- waits for: work_batch.id = new.batch_id
CREATE TRIGGER bill_run_account_carries_its_fence BEFORE INSERT ON bill_run_account
WHEN EXISTS (SELECT 1 FROM work_batch WHERE kind = 'bill_run' AND subject_id = new.run_id)
    AND NOT EXISTS (SELECT 1 FROM work_batch WHERE id = new.batch_id AND kind = 'bill_run' AND subject_id = new.run_id
                    AND state = 'taken' AND fence = new.fence)
BEGIN
    SELECT raise(abort, 'work.lease_lost');
END;
