-- What customers and the seller agreed about paying, cheques, refunds, and files to the bank.

-- Discounts for early payment and tax that is kept back: the newest one holds for what is issued from then on.
CREATE TABLE payment_agreement (
    account_id {id} NOT NULL REFERENCES account (id),
    n {int} NOT NULL CHECK (n > 0),
    early_payments {json} NOT NULL,      -- [[days, percent]]: days rise, percentages fall
    withholding_percent {decimal} NOT NULL,
    withholding_on_total {bool} NOT NULL,
    agreed_by {text} NOT NULL,
    agreed_at {instant} NOT NULL,
    PRIMARY KEY (account_id, n)
) {strict_by_key};
CREATE TRIGGER payment_agreement_is_fixed BEFORE UPDATE ON payment_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER payment_agreement_is_kept BEFORE DELETE ON payment_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- The same for one invoice: as it was agreed when the invoice was issued, or offered afterwards.
CREATE TABLE early_payment_offer (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    last_day {date} NOT NULL,
    percent {decimal} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0), -- of all that was due
    offered_by {text} NOT NULL,
    offered_at {instant} NOT NULL,
    PRIMARY KEY (invoice_id, last_day)
) {strict_by_key};
CREATE TRIGGER early_payment_offer_is_fixed BEFORE UPDATE ON early_payment_offer
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER early_payment_offer_is_kept BEFORE DELETE ON early_payment_offer
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TABLE expected_withholding (
    invoice_id {id} PRIMARY KEY REFERENCES invoice (id),
    percent {decimal} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    noted_by {text} NOT NULL,
    noted_at {instant} NOT NULL
) {strict};
CREATE TRIGGER expected_withholding_is_fixed BEFORE UPDATE ON expected_withholding
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER expected_withholding_is_kept BEFORE DELETE ON expected_withholding
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- A discount is taken only in time, by the value date of the entry, and never beyond what was offered.
CREATE TRIGGER payment_application_takes_an_offered_discount BEFORE INSERT ON payment_application
WHEN new.discount_minor > 0
    AND NOT EXISTS (SELECT 1 FROM early_payment_offer
                    JOIN bank_payment ON bank_payment.payment_id = new.payment_id
                    JOIN bank_entry ON bank_entry.id = bank_payment.entry_id
                    WHERE early_payment_offer.invoice_id = new.invoice_id
                      AND early_payment_offer.last_day >= bank_entry.value_on
                      AND early_payment_offer.amount_minor >= new.discount_minor)
BEGIN
    SELECT raise(abort, 'payments.discount_not_offered');
END;
-- What credit notes gave back beyond what is owed pays something else, and no more than that does.
CREATE TRIGGER payment_application_uses_a_credit BEFORE INSERT ON payment_application
WHEN new.amount_minor < 0
    AND new.amount_minor < (SELECT amount_due_minor FROM invoice WHERE id = new.invoice_id)
        - (SELECT coalesce(sum(total_minor), 0) FROM credit_note
           WHERE invoice_id = new.invoice_id AND state = 'issued')
        - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'payments.beyond_credit');
END;

-- Money that is paid back: credit on account, or what one invoice gave back beyond what was owed. It is done once
-- somebody else agreed.
CREATE TABLE refund (
    id {id} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,        -- what people and bank files call it
    account_id {id} NOT NULL REFERENCES account (id),
    invoice_id {id} REFERENCES invoice (id), -- whose credit it is; none: credit on account
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    company_minor {int} NOT NULL,        -- in company currency, for the approval
    method {text} NOT NULL CHECK (method IN ('transfer', 'ach', 'cheque')),
    cheque_number {int} UNIQUE,          -- given when it is done
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    state {text} NOT NULL CHECK (state IN ('in_approval', 'rejected', 'done')),
    dated {date} NOT NULL,
    digest {text} NOT NULL,
    requested_by {text} NOT NULL,
    requested_at {instant} NOT NULL,
    CHECK (cheque_number IS NULL OR (method = 'cheque' AND state = 'done'))
) {strict};
CREATE INDEX refund_by_account ON refund (account_id, currency);
CREATE TRIGGER refund_begins_unapproved BEFORE INSERT ON refund WHEN new.state <> 'in_approval'
BEGIN
    SELECT raise(abort, 'payments.refund_not_approved');
END;
CREATE TRIGGER refund_is_fixed BEFORE UPDATE ON refund
WHEN old.state <> 'in_approval' OR new.id IS NOT old.id OR new.number IS NOT old.number
    OR new.account_id IS NOT old.account_id OR new.invoice_id IS NOT old.invoice_id
    OR new.currency IS NOT old.currency OR new.amount_minor IS NOT old.amount_minor
    OR new.company_minor IS NOT old.company_minor OR new.method IS NOT old.method OR new.reason IS NOT old.reason
    OR new.digest IS NOT old.digest OR new.requested_by IS NOT old.requested_by
    OR new.requested_at IS NOT old.requested_at
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER refund_is_kept BEFORE DELETE ON refund
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER refund_is_done_once_approved BEFORE UPDATE OF state ON refund
WHEN new.state = 'done'
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'refund' AND subject_id = new.id AND state = 'approved'
                    AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'payments.refund_not_approved');
END;
CREATE TRIGGER payment_by_refund_is_decided BEFORE INSERT ON payment
WHEN new.method = 'refund'
    AND NOT EXISTS (SELECT 1 FROM refund WHERE id = new.id AND state = 'done' AND amount_minor = new.amount_minor
                    AND currency = new.currency)
BEGIN
    SELECT raise(abort, 'payments.refund_not_approved');
END;

-- Cheques that came in, and the deposits that they were brought to the bank in. What became of one is seen in the
-- entry of the bank that stands for it.
CREATE TABLE cheque_deposit (
    id {id} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,        -- what the slip and people call it
    dated {date} NOT NULL,
    currency {text} NOT NULL,
    entry_id {id} UNIQUE REFERENCES bank_entry (id), -- as the bank booked it
    deposited_by {text} NOT NULL,
    deposited_at {instant} NOT NULL
) {strict};
CREATE TRIGGER cheque_deposit_is_fixed BEFORE UPDATE ON cheque_deposit
WHEN old.entry_id IS NOT NULL OR new.id IS NOT old.id OR new.number IS NOT old.number OR new.dated IS NOT old.dated
    OR new.currency IS NOT old.currency OR new.deposited_by IS NOT old.deposited_by
    OR new.deposited_at IS NOT old.deposited_at
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER cheque_deposit_is_kept BEFORE DELETE ON cheque_deposit
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TABLE cheque (
    id {id} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,        -- what people call it
    account_id {id} NOT NULL REFERENCES account (id),
    cheque_number {text} NOT NULL CHECK (length(trim(cheque_number)) > 0), -- as printed on it
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    received_on {date} NOT NULL,
    shares {json} NOT NULL,              -- [[document, minor]]: what it is for, as far as somebody said
    deposit_id {id} REFERENCES cheque_deposit (id),
    part_id {id} UNIQUE REFERENCES bank_entry (id), -- its part of the deposit as the bank booked it
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    UNIQUE (account_id, cheque_number),
    CHECK (part_id IS NULL OR deposit_id IS NOT NULL)
) {strict};
CREATE INDEX cheque_by_deposit ON cheque (deposit_id);
CREATE TRIGGER cheque_is_fixed BEFORE UPDATE ON cheque
WHEN new.id IS NOT old.id OR new.number IS NOT old.number OR new.account_id IS NOT old.account_id
    OR new.cheque_number IS NOT old.cheque_number OR new.currency IS NOT old.currency
    OR new.amount_minor IS NOT old.amount_minor OR new.received_on IS NOT old.received_on
    OR new.shares IS NOT old.shares OR new.recorded_by IS NOT old.recorded_by
    OR new.recorded_at IS NOT old.recorded_at
    OR (old.deposit_id IS NOT NULL AND new.deposit_id IS NOT old.deposit_id)
    OR (old.part_id IS NOT NULL AND new.part_id IS NOT old.part_id)
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER cheque_is_kept BEFORE DELETE ON cheque
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER cheque_is_of_the_deposits_currency BEFORE UPDATE OF deposit_id ON cheque
WHEN new.deposit_id IS NOT NULL
    AND new.currency <> (SELECT currency FROM cheque_deposit WHERE id = new.deposit_id)
BEGIN
    SELECT raise(abort, 'payments.currency');
END;

-- Bank accounts of customers, with the mandate to collect from them or the account to pay back to: the newest holds.
CREATE TABLE bank_detail (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    n {int} NOT NULL CHECK (n > 0),
    kind {text} NOT NULL CHECK (kind IN ('sepa', 'ach')),
    holder {text} NOT NULL CHECK (length(trim(holder)) > 0),
    account_number {text} NOT NULL CHECK (account_number <> ''), -- IBAN; shown with its last four characters alone
    bank_code {text} NOT NULL,           -- BIC or routing number
    savings {bool} NOT NULL,             -- ACH: a savings account
    mandate {text} NOT NULL,             -- SEPA: its reference; empty: nothing is collected
    mandate_signed {date},
    business {bool} NOT NULL,            -- SEPA: scheme B2B and not CORE
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    UNIQUE (account_id, n),
    CHECK ((mandate = '') = (mandate_signed IS NULL))
) {strict};
CREATE TRIGGER bank_detail_is_fixed BEFORE UPDATE ON bank_detail
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER bank_detail_is_kept BEFORE DELETE ON bank_detail
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- Files that were made for the bank, kept as they were handed out.
CREATE TABLE payment_file (
    id {id} PRIMARY KEY,
    number {int} NOT NULL UNIQUE,        -- what people and the file itself call it
    format {text} NOT NULL,
    settles_on {date} NOT NULL,
    currency {text} NOT NULL,
    collected_minor {int} NOT NULL CHECK (collected_minor >= 0),
    paid_minor {int} NOT NULL CHECK (paid_minor >= 0),
    sha256 {text} NOT NULL CHECK (length(sha256) = 64),
    content {blob} NOT NULL,
    entry_id {id} UNIQUE REFERENCES bank_entry (id), -- what was collected, as the bank booked it
    made_by {text} NOT NULL,
    made_at {instant} NOT NULL
) {strict};
CREATE TRIGGER payment_file_is_fixed BEFORE UPDATE ON payment_file
WHEN old.entry_id IS NOT NULL OR new.id IS NOT old.id OR new.number IS NOT old.number
    OR new.format IS NOT old.format OR new.settles_on IS NOT old.settles_on OR new.currency IS NOT old.currency
    OR new.collected_minor IS NOT old.collected_minor OR new.paid_minor IS NOT old.paid_minor
    OR new.sha256 IS NOT old.sha256 OR new.content IS NOT old.content OR new.made_by IS NOT old.made_by
    OR new.made_at IS NOT old.made_at
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER payment_file_is_kept BEFORE DELETE ON payment_file
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TABLE payment_file_item (
    file_id {id} NOT NULL REFERENCES payment_file (id),
    n {int} NOT NULL CHECK (n > 0),
    kind {text} NOT NULL CHECK (kind IN ('invoice', 'refund', 'prenote', 'cheque')),
    subject_id {id} NOT NULL,            -- the invoice, the refund, or the bank account that is tried
    account_id {id} NOT NULL REFERENCES account (id),
    number {text} NOT NULL,              -- of the document, for people
    reference {text} NOT NULL,           -- by which it comes back: end-to-end id or trace number
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    state {text} NOT NULL CHECK (state IN ('sent', 'returned')),
    PRIMARY KEY (file_id, n)
) {strict_by_key};
-- Nothing is collected or paid twice, whoever makes files and however often; what came back can be sent again.
CREATE UNIQUE INDEX payment_file_item_once ON payment_file_item (kind, subject_id) WHERE state = 'sent';
CREATE INDEX payment_file_item_by_reference ON payment_file_item (reference);
CREATE TRIGGER payment_file_item_is_fixed BEFORE UPDATE ON payment_file_item
WHEN old.state <> 'sent' OR new.file_id IS NOT old.file_id OR new.n IS NOT old.n OR new.kind IS NOT old.kind
    OR new.subject_id IS NOT old.subject_id OR new.account_id IS NOT old.account_id OR new.number IS NOT old.number
    OR new.reference IS NOT old.reference OR new.amount_minor IS NOT old.amount_minor
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER payment_file_item_is_kept BEFORE DELETE ON payment_file_item
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- Files that are written by themselves: what, how, where to, and for which periods.
CREATE TABLE export_schedule (
    id {id} PRIMARY KEY,
    name {text} NOT NULL UNIQUE CHECK (length(trim(name)) > 0),
    what {text} NOT NULL CHECK (what IN ('journal', 'invoices', 'payments')),
    format {text} NOT NULL,
    folder {text} NOT NULL CHECK (folder <> ''),
    every {text} NOT NULL CHECK (every IN ('month', 'week', 'day')),
    day {int} NOT NULL CHECK (day BETWEEN 1 AND 28), -- after the period's end on which it is written: 1 the first
    starts_on {date} NOT NULL,           -- the first day of its first period
    ended_on {date},
    made_by {text} NOT NULL,
    made_at {instant} NOT NULL
) {strict};
CREATE TRIGGER export_schedule_is_fixed BEFORE UPDATE ON export_schedule
WHEN old.ended_on IS NOT NULL OR new.id IS NOT old.id OR new.name IS NOT old.name OR new.what IS NOT old.what
    OR new.format IS NOT old.format OR new.folder IS NOT old.folder OR new.every IS NOT old.every
    OR new.day IS NOT old.day OR new.starts_on IS NOT old.starts_on
BEGIN
    SELECT raise(abort, 'exports.history_kept');
END;
CREATE TRIGGER export_schedule_is_kept BEFORE DELETE ON export_schedule
BEGIN
    SELECT raise(abort, 'exports.history_kept');
END;
-- One row for each period that was written: the key holds that it is written once.
CREATE TABLE export_run (
    schedule_id {id} NOT NULL REFERENCES export_schedule (id),
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    file_name {text} NOT NULL,
    records {int} NOT NULL,
    sha256 {text} NOT NULL CHECK (length(sha256) = 64),
    written_by {text} NOT NULL,
    written_at {instant} NOT NULL,
    PRIMARY KEY (schedule_id, period_start)
) {strict_by_key};
CREATE TRIGGER export_run_is_fixed BEFORE UPDATE ON export_run
BEGIN
    SELECT raise(abort, 'exports.history_kept');
END;
CREATE TRIGGER export_run_is_kept BEFORE DELETE ON export_run
BEGIN
    SELECT raise(abort, 'exports.history_kept');
END;
