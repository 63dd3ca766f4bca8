-- The books in company currency, closed periods, and what is done about money that does not come in.

-- What a posting is worth in company currency, and the invoice that it charges, settles or gives back of. An entry has
-- base amounts in all of its postings or, where no rate is known, in none.
ALTER TABLE posting ADD COLUMN base_minor {int};
ALTER TABLE posting ADD COLUMN document_id {id};
CREATE INDEX posting_by_document ON posting (document_id, account) WHERE document_id IS NOT NULL;
CREATE INDEX ledger_entry_by_date ON ledger_entry (dated, recorded_at);
CREATE TRIGGER ledger_entry_balances_in_base BEFORE INSERT ON ledger_entry
WHEN (SELECT coalesce(sum(base_minor), 0) FROM posting WHERE entry_id = new.id) <> 0
    OR (SELECT count(base_minor) FROM posting WHERE entry_id = new.id)
        NOT IN (0, (SELECT count(*) FROM posting WHERE entry_id = new.id))
BEGIN
    SELECT raise(abort, 'ledger.unbalanced');
END;

-- Everything up to and including a day is closed; opened again, the record stays and the close before it holds.
CREATE TABLE ledger_close (
    id {id} PRIMARY KEY,
    through {date} NOT NULL,
    closed_by {text} NOT NULL,
    closed_at {instant} NOT NULL,
    checks {json} NOT NULL,              -- what was looked at before, as it was told
    reopened_by {text},
    reopened_at {instant},
    reason {text} NOT NULL DEFAULT '',   -- of opening it again
    CHECK ((reopened_by IS NULL) = (reopened_at IS NULL)),
    CHECK (reopened_by IS NULL OR length(trim(reason)) > 0)
) {strict};
CREATE UNIQUE INDEX ledger_close_live ON ledger_close (through) WHERE reopened_at IS NULL;
CREATE TRIGGER ledger_close_goes_forward BEFORE INSERT ON ledger_close
WHEN new.reopened_at IS NOT NULL
    OR EXISTS (SELECT 1 FROM ledger_close WHERE reopened_at IS NULL AND through >= new.through)
BEGIN
    SELECT raise(abort, 'ledger.closed_already');
END;
CREATE TRIGGER ledger_close_needs_the_role BEFORE INSERT ON ledger_close
WHEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.closed_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'ledger.close_role');
END;
CREATE TRIGGER ledger_close_is_fixed BEFORE UPDATE ON ledger_close
WHEN old.reopened_at IS NOT NULL OR new.id IS NOT old.id OR new.through IS NOT old.through
    OR new.closed_by IS NOT old.closed_by OR new.closed_at IS NOT old.closed_at OR new.checks IS NOT old.checks
BEGIN
    SELECT raise(abort, 'ledger.close_kept');
END;
CREATE TRIGGER ledger_close_is_kept BEFORE DELETE ON ledger_close
BEGIN
    SELECT raise(abort, 'ledger.close_kept');
END;
CREATE TRIGGER ledger_reopen_takes_the_last BEFORE UPDATE ON ledger_close
WHEN new.reopened_at IS NOT NULL
    AND EXISTS (SELECT 1 FROM ledger_close WHERE reopened_at IS NULL AND through > new.through)
BEGIN
    SELECT raise(abort, 'ledger.reopen_last');
END;
-- Whoever closed a period does not open it again alone.
CREATE TRIGGER ledger_reopen_needs_another_person BEFORE UPDATE ON ledger_close
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND new.reopened_by = new.closed_by
BEGIN
    SELECT raise(abort, 'ledger.reopen_own');
END;
CREATE TRIGGER ledger_reopen_needs_the_role BEFORE UPDATE ON ledger_close
WHEN new.reopened_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.reopened_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'ledger.close_role');
END;
CREATE TRIGGER ledger_entry_is_in_an_open_period BEFORE INSERT ON ledger_entry
WHEN new.dated <= (SELECT max(through) FROM ledger_close WHERE reopened_at IS NULL)
BEGIN
    SELECT raise(abort, 'ledger.period_closed');
END;

-- Files that were handed to another bookkeeping: which entries it has.
CREATE TABLE ledger_export (
    id {id} PRIMARY KEY,
    format {text} NOT NULL,
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    entries {int} NOT NULL,
    sha256 {text} NOT NULL,
    exported_by {text} NOT NULL,
    exported_at {instant} NOT NULL
) {strict};
CREATE INDEX ledger_export_by_period ON ledger_export (period_start, format);
CREATE TRIGGER ledger_export_is_fixed BEFORE UPDATE ON ledger_export
BEGIN
    SELECT raise(abort, 'ledger.history_kept');
END;
CREATE TRIGGER ledger_export_is_kept BEFORE DELETE ON ledger_export
BEGIN
    SELECT raise(abort, 'ledger.history_kept');
END;

-- Receivables that are given up. Carried out, one settles its invoice as a payment of the method 'write_off'.
CREATE TABLE write_off (
    id {id} PRIMARY KEY,
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    company_minor {int} NOT NULL,        -- as the books carry it, in company currency
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    state {text} NOT NULL CHECK (state IN ('in_approval', 'rejected', 'done')),
    dated {date} NOT NULL,
    digest {text} NOT NULL,
    requested_by {text} NOT NULL,
    requested_at {instant} NOT NULL
) {strict};
CREATE INDEX write_off_by_invoice ON write_off (invoice_id);
CREATE UNIQUE INDEX write_off_waiting ON write_off (invoice_id) WHERE state = 'in_approval';
CREATE TRIGGER write_off_is_fixed BEFORE UPDATE ON write_off
WHEN old.state <> 'in_approval' OR new.id IS NOT old.id OR new.invoice_id IS NOT old.invoice_id
    OR new.currency IS NOT old.currency OR new.amount_minor IS NOT old.amount_minor
    OR new.company_minor IS NOT old.company_minor OR new.reason IS NOT old.reason OR new.digest IS NOT old.digest
    OR new.requested_by IS NOT old.requested_by OR new.requested_at IS NOT old.requested_at
BEGIN
    SELECT raise(abort, 'receivables.history_kept');
END;
CREATE TRIGGER write_off_is_kept BEFORE DELETE ON write_off
BEGIN
    SELECT raise(abort, 'receivables.history_kept');
END;
-- Without an approval only what lies within the limit is given up.
CREATE TRIGGER write_off_beyond_the_limit_is_asked_for BEFORE INSERT ON write_off
WHEN new.state <> 'in_approval'
    AND new.company_minor
        > coalesce((SELECT CAST(value AS INTEGER) FROM workspace_setting WHERE key = 'write_off_limit_minor'), 0)
BEGIN
    SELECT raise(abort, 'receivables.write_off_not_approved');
END;
CREATE TRIGGER write_off_is_done_once_approved BEFORE UPDATE OF state ON write_off
WHEN new.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'write_off' AND subject_id = new.id AND state = 'approved'
                    AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'receivables.write_off_not_approved');
END;
CREATE TRIGGER payment_by_write_off_is_decided BEFORE INSERT ON payment
WHEN new.method = 'write_off'
    AND NOT EXISTS (SELECT 1 FROM write_off WHERE id = new.id AND state = 'done' AND amount_minor = new.amount_minor
                    AND currency = new.currency)
BEGIN
    SELECT raise(abort, 'receivables.write_off_not_approved');
END;

-- Interest and fees for late payment: owed on account, beside the invoice.
CREATE TABLE late_charge (
    id {id} PRIMARY KEY,
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    account_id {id} NOT NULL REFERENCES account (id),
    currency {text} NOT NULL,
    through {date} NOT NULL,             -- interest for the days up to and including this one
    interest_minor {int} NOT NULL CHECK (interest_minor >= 0),
    fee_minor {int} NOT NULL CHECK (fee_minor >= 0),
    dated {date} NOT NULL,
    charged_by {text} NOT NULL,
    CHECK (interest_minor + fee_minor > 0),
    UNIQUE (invoice_id, through)
) {strict};
CREATE TRIGGER late_charge_takes_one_fee BEFORE INSERT ON late_charge
WHEN new.fee_minor > 0 AND EXISTS (SELECT 1 FROM late_charge WHERE invoice_id = new.invoice_id AND fee_minor > 0)
BEGIN
    SELECT raise(abort, 'receivables.history_kept');
END;
CREATE TRIGGER late_charge_is_fixed BEFORE UPDATE ON late_charge
BEGIN
    SELECT raise(abort, 'receivables.history_kept');
END;
CREATE TRIGGER late_charge_is_kept BEFORE DELETE ON late_charge
BEGIN
    SELECT raise(abort, 'receivables.history_kept');
END;

-- Objections of customers: to a whole invoice (line 0) or to one line. What is disputed is owed but not collected.
CREATE TABLE dispute (
    id {id} PRIMARY KEY,
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    line {int} NOT NULL CHECK (line >= 0),
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    opened_by {text} NOT NULL,
    opened_on {date} NOT NULL,
    resolution {text} NOT NULL DEFAULT '',
    resolved_by {text},
    resolved_on {date},
    CHECK ((resolved_by IS NULL) = (resolved_on IS NULL)),
    CHECK (resolved_by IS NULL OR length(trim(resolution)) > 0)
) {strict};
CREATE UNIQUE INDEX dispute_live ON dispute (invoice_id, line) WHERE resolved_on IS NULL;
CREATE TRIGGER dispute_is_of_an_issued_invoice BEFORE INSERT ON dispute
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) <> 'issued'
    OR (new.line > 0 AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.invoice_id AND n = new.line))
BEGIN
    SELECT raise(abort, 'dispute.no_such_line');
END;
CREATE TRIGGER dispute_is_fixed BEFORE UPDATE ON dispute
WHEN old.resolved_on IS NOT NULL OR new.id IS NOT old.id OR new.invoice_id IS NOT old.invoice_id
    OR new.line IS NOT old.line OR new.amount_minor IS NOT old.amount_minor OR new.reason IS NOT old.reason
    OR new.opened_by IS NOT old.opened_by OR new.opened_on IS NOT old.opened_on
BEGIN
    SELECT raise(abort, 'dispute.history_kept');
END;
CREATE TRIGGER dispute_is_kept BEFORE DELETE ON dispute
BEGIN
    SELECT raise(abort, 'dispute.history_kept');
END;

-- Schedules of dunning; the newest version holds.
CREATE TABLE dunning_policy (
    version {int} PRIMARY KEY CHECK (version > 0),
    body {json} NOT NULL,
    saved_by {text} NOT NULL,
    saved_at {instant} NOT NULL
) {strict};
CREATE TRIGGER dunning_policy_is_fixed BEFORE UPDATE ON dunning_policy
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;
CREATE TRIGGER dunning_policy_is_kept BEFORE DELETE ON dunning_policy
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;

-- Steps that were taken: each once for the oldest document that was late, whoever runs dunning and however often.
CREATE TABLE dunning_step (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    currency {text} NOT NULL,
    due_on {date} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('retry', 'notify', 'outreach', 'escalate', 'degrade', 'suspend')),
    level {int} NOT NULL CHECK (level > 0),
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    documents {json} NOT NULL,           -- numbers of the invoices that it was about
    recipients {json} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('done', 'in_approval', 'rejected')),
    policy_version {int} NOT NULL REFERENCES dunning_policy (version),
    digest {text} NOT NULL,
    taken_by {text} NOT NULL,
    taken_on {date} NOT NULL,
    UNIQUE (account_id, currency, due_on, kind, level)
) {strict};
CREATE TRIGGER dunning_step_cuts_no_service_unasked BEFORE INSERT ON dunning_step
WHEN new.kind IN ('degrade', 'suspend') AND new.state <> 'in_approval'
BEGIN
    SELECT raise(abort, 'dunning.service_not_approved');
END;
CREATE TRIGGER dunning_step_is_fixed BEFORE UPDATE ON dunning_step
WHEN old.state <> 'in_approval' OR new.id IS NOT old.id OR new.account_id IS NOT old.account_id
    OR new.currency IS NOT old.currency OR new.due_on IS NOT old.due_on OR new.kind IS NOT old.kind
    OR new.level IS NOT old.level OR new.amount_minor IS NOT old.amount_minor
    OR new.documents IS NOT old.documents OR new.digest IS NOT old.digest OR new.taken_by IS NOT old.taken_by
    OR new.taken_on IS NOT old.taken_on
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;
CREATE TRIGGER dunning_service_is_cut_once_approved BEFORE UPDATE OF state ON dunning_step
WHEN new.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'service_action' AND subject_id = new.id
                    AND state = 'approved' AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'dunning.service_not_approved');
END;
CREATE TRIGGER dunning_step_is_kept BEFORE DELETE ON dunning_step
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;

-- What customers said they would pay, and until when. Whether they did is seen in the payments.
CREATE TABLE payment_promise (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    promised_for {date} NOT NULL,
    note {text} NOT NULL,
    made_on {date} NOT NULL,
    recorded_by {text} NOT NULL,
    CHECK (promised_for >= made_on)
) {strict};
CREATE INDEX payment_promise_by_account ON payment_promise (account_id, promised_for);
CREATE TRIGGER payment_promise_is_fixed BEFORE UPDATE ON payment_promise
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;
CREATE TRIGGER payment_promise_is_kept BEFORE DELETE ON payment_promise
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;

-- Pauses that a person set; ended early, they stay on record.
CREATE TABLE dunning_pause (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    until {date} NOT NULL,
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    set_by {text} NOT NULL,
    set_on {date} NOT NULL,
    ended_by {text},
    ended_on {date},
    CHECK (until >= set_on),
    CHECK ((ended_by IS NULL) = (ended_on IS NULL))
) {strict};
CREATE UNIQUE INDEX dunning_pause_live ON dunning_pause (account_id) WHERE ended_on IS NULL;
CREATE TRIGGER dunning_pause_is_fixed BEFORE UPDATE ON dunning_pause
WHEN old.ended_on IS NOT NULL OR new.id IS NOT old.id OR new.account_id IS NOT old.account_id
    OR new.until IS NOT old.until OR new.reason IS NOT old.reason OR new.set_by IS NOT old.set_by
    OR new.set_on IS NOT old.set_on
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;
CREATE TRIGGER dunning_pause_is_kept BEFORE DELETE ON dunning_pause
BEGIN
    SELECT raise(abort, 'dunning.history_kept');
END;
