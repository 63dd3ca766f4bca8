-- The company's own bank accounts, as agreed with the bank. New ones count once another person agreed to them: they
-- stand on files that move money, and whoever changes them alone could have it sent elsewhere.

CREATE TABLE own_bank (
    n {int} PRIMARY KEY CHECK (n > 0),
    fields {json} NOT NULL,
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL
) {strict};
CREATE TRIGGER own_bank_is_fixed BEFORE UPDATE ON own_bank
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER own_bank_is_kept BEFORE DELETE ON own_bank
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

CREATE TABLE own_bank_agreement (
    n {int} PRIMARY KEY REFERENCES own_bank (n),
    agreed_by {text} NOT NULL,
    agreed_at {instant} NOT NULL
) {strict};
CREATE TRIGGER own_bank_is_agreed_by_another BEFORE INSERT ON own_bank_agreement
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND new.agreed_by = (SELECT recorded_by FROM own_bank WHERE n = new.n)
BEGIN
    SELECT raise(abort, 'payments.own_bank_own');
END;
CREATE TRIGGER own_bank_agreement_is_fixed BEFORE UPDATE ON own_bank_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER own_bank_agreement_is_kept BEFORE DELETE ON own_bank_agreement
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- Payers who stopped a debit (NACHA R08) and said since that it may be sent again.
CREATE TABLE debit_consent (
    id {id} PRIMARY KEY,
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    given_on {date} NOT NULL,
    note {text} NOT NULL,
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL
) {strict};
CREATE INDEX debit_consent_by_invoice ON debit_consent (invoice_id, given_on);
CREATE TRIGGER debit_consent_is_fixed BEFORE UPDATE ON debit_consent
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER debit_consent_is_kept BEFORE DELETE ON debit_consent
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;

-- How customers pay, where that was agreed. Of a card a reference alone: never its number.
CREATE TABLE payment_method (
    account_id {id} PRIMARY KEY REFERENCES account (id),
    method {text} NOT NULL CHECK (method IN ('transfer', 'ach', 'cheque', 'direct_debit', 'card')),
    card_reference {text} NOT NULL,
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL,
    CHECK (card_reference = '' OR method = 'card')
) {strict};
