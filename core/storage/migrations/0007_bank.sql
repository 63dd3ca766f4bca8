-- Bank files, their entries, and what became of each.

-- Accounts of the seller, as their statements name them in the form that is equal for all formats.
CREATE TABLE bank_account (
    id {id} PRIMARY KEY,
    account {text} NOT NULL CHECK (account <> ''),
    currency {text} NOT NULL,
    UNIQUE (account, currency)
) {strict};

CREATE TABLE bank_import (
    id {id} PRIMARY KEY,
    digest {text} NOT NULL UNIQUE,       -- of the file: SHA-256
    file_name {text} NOT NULL,
    format {text} NOT NULL,
    imported_by {text} NOT NULL,
    imported_at {instant} NOT NULL,
    added {int} NOT NULL,
    repeated {int} NOT NULL,
    findings {json} NOT NULL             -- warnings, entries left out and conflicts, as they were told
) {strict};
CREATE TRIGGER bank_import_is_fixed BEFORE UPDATE ON bank_import
BEGIN
    SELECT raise(abort, 'bank.history_kept');
END;
CREATE TRIGGER bank_import_is_kept BEFORE DELETE ON bank_import
BEGIN
    SELECT raise(abort, 'bank.history_kept');
END;

CREATE TABLE bank_entry (
    id {id} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,        -- what people and scripts call it
    identity {text} NOT NULL UNIQUE,     -- the same in a second import, an overlapping file and another format
    bank_account_id {id} NOT NULL REFERENCES bank_account (id),
    import_id {id} NOT NULL REFERENCES bank_import (id) DEFERRABLE INITIALLY DEFERRED,
    line {int} NOT NULL,
    booked_on {date} NOT NULL,
    value_on {date} NOT NULL,
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL,         -- above zero: money came in
    booking {text} NOT NULL CHECK (booking IN ('booked', 'pending', 'information')),
    batch_id {id} REFERENCES bank_entry (id), -- the booking of which it is a transaction
    parts {int} NOT NULL CHECK (parts >= 0),  -- of a booking: how many transactions it has
    payer_name {text} NOT NULL,
    payer_account {text} NOT NULL,
    structured_reference {text} NOT NULL,
    end_to_end_id {text} NOT NULL,
    trace_number {text} NOT NULL,
    remittance {text} NOT NULL,
    details {json} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('new', 'proposed', 'applied', 'unapplied', 'returned', 'return', 'outgoing',
                                           'batch', 'information')),
    CHECK (state NOT IN ('new', 'proposed', 'applied', 'unapplied', 'returned', 'return', 'outgoing')
           OR (booking = 'booked' AND parts = 0 AND amount_minor <> 0)),
    CHECK (state NOT IN ('proposed', 'applied', 'unapplied', 'returned') OR amount_minor > 0),
    CHECK (state NOT IN ('return', 'outgoing') OR amount_minor < 0)
) {strict};
CREATE INDEX bank_entry_by_state ON bank_entry (state, number);
CREATE INDEX bank_entry_by_batch ON bank_entry (batch_id) WHERE batch_id IS NOT NULL;
-- What the bank said stays; a pending entry is booked once, and a booking is split once its transactions are known.
CREATE TRIGGER bank_entry_is_fixed BEFORE UPDATE ON bank_entry
WHEN new.id IS NOT old.id OR new.number IS NOT old.number OR new.identity IS NOT old.identity
    OR new.bank_account_id IS NOT old.bank_account_id OR new.currency IS NOT old.currency
    OR new.amount_minor IS NOT old.amount_minor OR new.batch_id IS NOT old.batch_id
    OR (new.parts IS NOT old.parts
        AND NOT (old.parts = 0 AND new.state = 'batch' AND old.state IN ('new', 'proposed', 'unapplied', 'outgoing')))
    OR (old.booking <> 'pending'
        AND (new.booking IS NOT old.booking OR new.import_id IS NOT old.import_id OR new.line IS NOT old.line
             OR new.booked_on IS NOT old.booked_on OR new.value_on IS NOT old.value_on
             OR new.payer_name IS NOT old.payer_name OR new.payer_account IS NOT old.payer_account
             OR new.structured_reference IS NOT old.structured_reference
             OR new.end_to_end_id IS NOT old.end_to_end_id OR new.trace_number IS NOT old.trace_number
             OR new.remittance IS NOT old.remittance OR new.details IS NOT old.details))
BEGIN
    SELECT raise(abort, 'bank.entry_immutable');
END;
CREATE TRIGGER bank_entry_is_kept BEFORE DELETE ON bank_entry
BEGIN
    SELECT raise(abort, 'bank.entry_immutable');
END;

CREATE TRIGGER bank_entry_starts_undecided BEFORE INSERT ON bank_entry
WHEN new.state NOT IN ('new', 'batch', 'information')
BEGIN
    SELECT raise(abort, 'payments.state_without_payment');
END;

-- What was decided about an entry, by the program or by a person, and why.
CREATE TABLE bank_decision (
    entry_id {id} NOT NULL REFERENCES bank_entry (id),
    n {int} NOT NULL CHECK (n > 0),
    kind {text} NOT NULL CHECK (kind IN ('applied', 'proposed', 'accepted', 'written_off', 'unapplied', 'left', 'undone',
                                         'returned', 'return', 'outgoing')),
    matches {json} NOT NULL,             -- applied: the one; proposed: the best first; with scores and reasons
    note {text} NOT NULL,
    decided_by {text} NOT NULL,
    decided_at {instant} NOT NULL,
    PRIMARY KEY (entry_id, n)
) {strict_by_key};
CREATE TRIGGER bank_decision_is_fixed BEFORE UPDATE ON bank_decision
BEGIN
    SELECT raise(abort, 'bank.history_kept');
END;
CREATE TRIGGER bank_decision_is_kept BEFORE DELETE ON bank_decision
BEGIN
    SELECT raise(abort, 'bank.history_kept');
END;

-- The payment that an entry is applied as; undone, it stays and the next one takes its place.
CREATE TABLE bank_payment (
    payment_id {id} PRIMARY KEY REFERENCES payment (id),
    entry_id {id} NOT NULL REFERENCES bank_entry (id),
    fee_minor {int} NOT NULL CHECK (fee_minor >= 0),       -- that a bank took off, beside the amount
    credit_minor {int} NOT NULL CHECK (credit_minor >= 0), -- goes on the account of the payment's customer
    applied_by {text} NOT NULL,
    applied_at {instant} NOT NULL,
    undone_by {text},
    undone_at {instant},
    CHECK ((undone_by IS NULL) = (undone_at IS NULL))
) {strict};
CREATE UNIQUE INDEX bank_payment_live ON bank_payment (entry_id) WHERE undone_at IS NULL;
CREATE TRIGGER bank_payment_fits_entry BEFORE INSERT ON bank_payment
WHEN NOT EXISTS (SELECT 1 FROM bank_entry JOIN payment ON payment.id = new.payment_id
                 WHERE bank_entry.id = new.entry_id AND bank_entry.booking = 'booked' AND bank_entry.parts = 0
                   AND payment.currency = bank_entry.currency AND payment.amount_minor = bank_entry.amount_minor
                   AND new.credit_minor <= payment.amount_minor + new.fee_minor)
BEGIN
    SELECT raise(abort, 'payments.beyond_entry');
END;
CREATE TRIGGER bank_payment_is_fixed BEFORE UPDATE ON bank_payment
WHEN old.undone_at IS NOT NULL OR new.payment_id IS NOT old.payment_id OR new.entry_id IS NOT old.entry_id
    OR new.fee_minor IS NOT old.fee_minor OR new.credit_minor IS NOT old.credit_minor
    OR new.applied_by IS NOT old.applied_by OR new.applied_at IS NOT old.applied_at
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER bank_payment_is_kept BEFORE DELETE ON bank_payment
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER bank_entry_is_applied_with_a_payment BEFORE UPDATE OF state ON bank_entry
WHEN (new.state = 'applied')
    <> EXISTS (SELECT 1 FROM bank_payment WHERE entry_id = new.id AND undone_at IS NULL)
BEGIN
    SELECT raise(abort, 'payments.state_without_payment');
END;

-- Money that came in is a fact; which invoices it paid may be taken back, and that stays on record.
CREATE TRIGGER payment_is_fixed BEFORE UPDATE ON payment
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER payment_is_kept BEFORE DELETE ON payment
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
-- What of the amount was not paid: given up within the limit, a discount for early payment, tax that was kept back.
ALTER TABLE payment_application ADD COLUMN written_off_minor {int} NOT NULL DEFAULT 0
    CHECK (written_off_minor >= 0 AND (written_off_minor = 0 OR written_off_minor <= amount_minor));
ALTER TABLE payment_application ADD COLUMN discount_minor {int} NOT NULL DEFAULT 0
    CHECK (discount_minor >= 0 AND (discount_minor = 0 OR discount_minor + written_off_minor <= amount_minor));
ALTER TABLE payment_application ADD COLUMN withheld_minor {int} NOT NULL DEFAULT 0
    CHECK (withheld_minor >= 0
           AND (withheld_minor = 0 OR withheld_minor + discount_minor + written_off_minor <= amount_minor));
ALTER TABLE payment_application ADD COLUMN certificate {text} NOT NULL DEFAULT ''
    CHECK (withheld_minor = 0 OR length(trim(certificate)) > 0);
CREATE INDEX payment_application_by_payment ON payment_application (payment_id);
CREATE TRIGGER payment_application_is_of_one_currency BEFORE INSERT ON payment_application
WHEN (SELECT currency FROM payment WHERE id = new.payment_id) <> (SELECT currency FROM invoice WHERE id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'payments.currency');
END;
CREATE TRIGGER payment_application_stays_within_payment BEFORE INSERT ON payment_application
WHEN new.amount_minor - new.written_off_minor - new.discount_minor - new.withheld_minor
    > (SELECT amount_minor FROM payment WHERE id = new.payment_id)
      + coalesce((SELECT fee_minor - credit_minor FROM bank_payment WHERE payment_id = new.payment_id), 0)
      - (SELECT coalesce(sum(amount_minor - written_off_minor - discount_minor - withheld_minor), 0)
         FROM payment_application WHERE payment_id = new.payment_id)
BEGIN
    SELECT raise(abort, 'payments.beyond_entry');
END;
CREATE TRIGGER payment_application_writes_off_little BEFORE INSERT ON payment_application
WHEN new.written_off_minor
    > coalesce((SELECT CAST(value AS BIGINT) FROM workspace_setting WHERE key = 'write_off_limit_minor'), 0)
BEGIN
    SELECT raise(abort, 'payments.beyond_write_off_limit');
END;
CREATE TRIGGER payment_application_is_fixed BEFORE UPDATE ON payment_application
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER payment_application_is_kept BEFORE DELETE ON payment_application
WHEN NOT EXISTS (SELECT 1 FROM bank_payment WHERE payment_id = old.payment_id AND undone_at IS NOT NULL)
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TABLE undone_application (
    payment_id {id} NOT NULL REFERENCES payment (id),
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    amount_minor {int} NOT NULL,
    written_off_minor {int} NOT NULL,
    discount_minor {int} NOT NULL,
    withheld_minor {int} NOT NULL,
    certificate {text} NOT NULL,
    PRIMARY KEY (payment_id, invoice_id)
) {strict_by_key};
CREATE TRIGGER payment_application_leaves_history AFTER DELETE ON payment_application
BEGIN
    INSERT INTO undone_application (payment_id, invoice_id, amount_minor, written_off_minor, discount_minor,
                                    withheld_minor, certificate)
    VALUES (old.payment_id, old.invoice_id, old.amount_minor, old.written_off_minor, old.discount_minor,
            old.withheld_minor, old.certificate);
END;
CREATE TRIGGER undone_application_is_fixed BEFORE UPDATE ON undone_application
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER undone_application_is_kept BEFORE DELETE ON undone_application
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
