-- Invoices that ask for money before delivery. Later invoices of the same contract deduct them by lines of their own:
-- a line "deduction" of item "prepayment-3.1" is the first that takes from the third prepayment of its contract.

CREATE TABLE prepayment (
    invoice_id {id} PRIMARY KEY REFERENCES invoice (id),
    contract_id {id} NOT NULL REFERENCES contract (id),
    key {text} NOT NULL CHECK (key LIKE 'prepayment-%'),
    item {text} NOT NULL,                -- of the contract that is prepaid; empty: whatever it charges
    asked_by {text} NOT NULL,
    asked_at {instant} NOT NULL,
    UNIQUE (contract_id, key)
) {strict};
CREATE TRIGGER prepayment_is_of_its_invoice BEFORE INSERT ON prepayment
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) <> 'draft'
    OR NOT EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.invoice_id)
    OR EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.invoice_id
               AND (kind <> 'prepayment' OR contract_id <> new.contract_id OR item <> new.key OR net_minor <= 0))
BEGIN
    SELECT raise(abort, 'billing.prepayment_immutable');
END;
CREATE TRIGGER prepayment_is_fixed BEFORE UPDATE ON prepayment
BEGIN
    SELECT raise(abort, 'billing.prepayment_immutable');
END;
CREATE TRIGGER prepayment_is_kept BEFORE DELETE ON prepayment
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- Nothing is owed to a customer as prepaid that is not known as such, and no charge of a contract hides on it.
CREATE TRIGGER invoice_that_asks_for_prepayment_is_known BEFORE UPDATE OF state ON invoice
WHEN new.state = 'issued' AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND kind = 'prepayment')
    AND (NOT EXISTS (SELECT 1 FROM prepayment WHERE invoice_id = new.id)
         OR EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND kind <> 'prepayment'))
BEGIN
    SELECT raise(abort, 'billing.prepayment_immutable');
END;

-- What was asked for at each place, what credit notes gave back of it, and what other invoices deducted, drafts too.
CREATE VIEW prepayment_line AS
SELECT prepayment.invoice_id, prepayment.contract_id, prepayment.key, prepayment.item, line.n, line.dimension,
       line.net_minor AS asked_minor,
       (SELECT coalesce(sum(given.net_minor), 0) FROM credit_note_line AS given
        JOIN credit_note AS note ON note.id = given.credit_note_id
        WHERE note.state <> 'void' AND given.invoice_id = line.invoice_id AND given.invoice_line = line.n)
           AS credited_minor,
       (SELECT coalesce(sum(-taken.net_minor), 0) FROM invoice_line AS taken
        WHERE taken.contract_id = prepayment.contract_id AND taken.kind = 'deduction'
          AND taken.dimension = line.dimension AND taken.item LIKE prepayment.key || '.%')
       + (SELECT coalesce(sum(given.net_minor), 0) FROM credit_note_line AS given
          JOIN credit_note AS note ON note.id = given.credit_note_id
          JOIN invoice_line AS taken ON taken.invoice_id = given.invoice_id AND taken.n = given.invoice_line
          WHERE note.state = 'issued' AND taken.contract_id = prepayment.contract_id AND taken.kind = 'deduction'
            AND taken.dimension = line.dimension AND taken.item LIKE prepayment.key || '.%')
           AS deducted_minor
FROM prepayment JOIN invoice_line AS line ON line.invoice_id = prepayment.invoice_id;

-- What was prepaid is deducted once, whoever bills and however often.
CREATE TRIGGER deduction_is_of_a_prepayment BEFORE INSERT ON invoice_line
WHEN new.kind = 'deduction'
    AND NOT EXISTS (SELECT 1 FROM prepayment_line AS part JOIN invoice ON invoice.id = part.invoice_id
                    WHERE part.contract_id = new.contract_id AND part.dimension = new.dimension
                      AND new.item LIKE part.key || '.%' AND invoice.state = 'issued'
                      AND new.net_minor < 0
                      AND -new.net_minor <= part.asked_minor - part.credited_minor - part.deducted_minor)
BEGIN
    SELECT raise(abort, 'billing.prepayment_overdrawn');
END;
-- And it is not given back as well: first the invoice that deducts it is discarded or credited.
CREATE TRIGGER deducted_prepayment_is_not_credited BEFORE INSERT ON credit_note_line
WHEN EXISTS (SELECT 1 FROM prepayment_line AS part
             WHERE part.invoice_id = new.invoice_id AND part.n = new.invoice_line
               AND new.net_minor > part.asked_minor - part.credited_minor - part.deducted_minor)
BEGIN
    SELECT raise(abort, 'billing.prepayment_deducted');
END;

-- Nothing more is sold on credit to an account on hold; set and lifted by a request where the policy asks about credit
-- terms.
CREATE TABLE credit_hold (
    account_id {id} PRIMARY KEY REFERENCES account (id),
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL
) {strict};
CREATE TRIGGER credit_hold_is_asked_for BEFORE INSERT ON credit_hold
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                    WHERE record_id = new.account_id AND field = 'credit_hold' AND after_number = 1
                      AND revision = account.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;
CREATE TRIGGER credit_hold_is_fixed BEFORE UPDATE ON credit_hold
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;
CREATE TRIGGER credit_hold_is_lifted_by_request BEFORE DELETE ON credit_hold
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                    WHERE record_id = old.account_id AND field = 'credit_hold' AND after_number IS NULL
                      AND revision = account.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;

-- One invoice that goes out although its account is on hold or beyond its limit. It is bound to what the invoice came
-- to when it was let pass.
CREATE TABLE credit_pass (
    invoice_id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    total_minor {int} NOT NULL,
    granted_by {text} NOT NULL,
    granted_at {instant} NOT NULL
) {strict};
CREATE TRIGGER credit_pass_is_asked_for BEFORE INSERT ON credit_pass
WHEN NOT EXISTS (SELECT 1 FROM invoice WHERE id = new.invoice_id AND account_id = new.account_id
                 AND state <> 'issued' AND total_minor = new.total_minor)
    OR (EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
        AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                        WHERE record_id = new.account_id AND field = 'credit_pass'
                          AND after_number = new.total_minor AND revision = account.version))
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;
CREATE TRIGGER credit_pass_is_fixed BEFORE UPDATE ON credit_pass
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER credit_pass_is_kept BEFORE DELETE ON credit_pass
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- New bank data of customers that their banks notified (NACHA C01 …): until somebody records it, nothing is collected
-- from the account that it corrects.
CREATE TABLE bank_change_notice (
    id {id} PRIMARY KEY,
    detail_id {id} NOT NULL REFERENCES bank_detail (id),
    trace_number {text} NOT NULL,
    code {text} NOT NULL CHECK (code <> ''),
    routing_number {text} NOT NULL,      -- each only where it changes
    account_number {text} NOT NULL,
    transaction_code {text} NOT NULL,
    holder {text} NOT NULL,
    noted_by {text} NOT NULL,
    noted_at {instant} NOT NULL,
    UNIQUE (trace_number, code)
) {strict};
CREATE INDEX bank_change_notice_by_detail ON bank_change_notice (detail_id);
CREATE TRIGGER bank_change_notice_is_fixed BEFORE UPDATE ON bank_change_notice
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER bank_change_notice_is_kept BEFORE DELETE ON bank_change_notice
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- Bank data of a customer counts once another person agreed to it: a forged letter with "our new account" is what most
-- payments are stolen by.
CREATE TABLE bank_detail_agreement (
    detail_id {id} PRIMARY KEY REFERENCES bank_detail (id),
    agreed_by {text} NOT NULL,
    agreed_at {instant} NOT NULL
) {strict};
CREATE TRIGGER bank_detail_is_agreed_by_another BEFORE INSERT ON bank_detail_agreement
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND new.agreed_by = (SELECT recorded_by FROM bank_detail WHERE id = new.detail_id)
BEGIN
    SELECT raise(abort, 'payments.detail_own');
END;
CREATE TRIGGER bank_detail_agreement_is_fixed BEFORE UPDATE ON bank_detail_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER bank_detail_agreement_is_kept BEFORE DELETE ON bank_detail_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
