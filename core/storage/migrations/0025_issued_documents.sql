-- Bills that are too small to send, invoices that are void, and who gets a document.

-- A credit note that makes its invoice void: all of it is given back, and it should never have been.
ALTER TABLE credit_note ADD COLUMN voids {bool} NOT NULL DEFAULT false;
CREATE TRIGGER credit_note_that_voids_gives_all BEFORE INSERT ON credit_note
WHEN new.voids AND (new.corrects OR new.total_minor <> (SELECT total_minor FROM invoice WHERE id = new.invoice_id))
BEGIN
    SELECT raise(abort, 'billing.void_settled');
END;
CREATE TRIGGER credit_note_voids_for_ever BEFORE UPDATE OF voids ON credit_note WHEN new.voids <> old.voids
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;

-- An account that wants no bill below an amount: what is less goes onto its next one.
CREATE TABLE minimum_invoice (
    account_id {id} PRIMARY KEY REFERENCES account (id),
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL
) {strict};

-- A bill of a contract that a run did not make, because it came to less than the minimum. A run of the same period notes
-- it again; the charges stay unbilled under their own keys until a later bill takes them over.
CREATE TABLE carried_bill (
    contract_id {id} NOT NULL REFERENCES contract (id),
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    account_id {id} NOT NULL REFERENCES account (id),
    currency {text} NOT NULL,
    total_minor {int} NOT NULL,          -- of the bill, with what it carried itself
    minimum_minor {int} NOT NULL,
    run_id {id} NOT NULL REFERENCES bill_run (id),
    carried_at {instant} NOT NULL,
    PRIMARY KEY (contract_id, period_start, period_end),
    CHECK (period_end > period_start)
) {strict_by_key};
CREATE INDEX carried_bill_by_account ON carried_bill (account_id, period_start);
CREATE INDEX carried_bill_by_period ON carried_bill (period_end);
-- Those that no invoice took over: none, not even a draft, was made since that charges the contract for a time that has
-- this one in it. What was given back of such an invoice does not wait again, unless all of it is void.
CREATE VIEW open_carried_bill AS
SELECT carried.contract_id, carried.period_start, carried.period_end, carried.account_id, carried.currency,
       carried.total_minor, carried.minimum_minor, carried.run_id
FROM carried_bill AS carried
WHERE NOT EXISTS (SELECT 1 FROM invoice WHERE invoice.account_id = carried.account_id
                  AND invoice.period_start <= carried.period_start AND invoice.period_end >= carried.period_end
                  AND invoice.created_at >= carried.carried_at
                  AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_line.invoice_id = invoice.id
                              AND invoice_line.contract_id = carried.contract_id
                              AND invoice_line.kind NOT IN ('prepayment', 'opening'))
                  AND NOT EXISTS (SELECT 1 FROM credit_note WHERE credit_note.invoice_id = invoice.id
                                  AND credit_note.state = 'issued' AND credit_note.voids));

-- Who gets the documents of an account. Without one for a kind they go where its billing details say.
CREATE TABLE document_recipient (
    account_id {id} NOT NULL REFERENCES account (id),
    address {text} NOT NULL CHECK (length(trim(address)) > 0),
    role {text} NOT NULL CHECK (role IN ('to', 'copy', 'portal')),
    kinds {json} NOT NULL,               -- of "invoice", "credit_note", "reminder", "statement"
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL,
    PRIMARY KEY (account_id, role, address)
) {strict_by_key};
-- To whom a document was put up for sending, and what became of it there.
CREATE TABLE delivery (
    outbox_id {id} NOT NULL REFERENCES outbox (id),
    role {text} NOT NULL CHECK (role IN ('to', 'copy', 'portal')),
    address {text} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'unknown')),
    note {text} NOT NULL,
    changed_by {text} NOT NULL,
    changed_at {instant},
    PRIMARY KEY (outbox_id, role, address)
) {strict_by_key};
CREATE TRIGGER delivery_is_to_who_was_decided BEFORE UPDATE OF outbox_id, role, address ON delivery
BEGIN
    SELECT raise(abort, 'delivery.history_kept');
END;
CREATE TRIGGER delivery_is_not_sent_again BEFORE UPDATE OF state ON delivery
WHEN old.state = 'sent' AND new.state NOT IN ('sent', 'unknown')
BEGIN
    SELECT raise(abort, 'delivery.sent_already');
END;
CREATE TRIGGER delivery_is_kept BEFORE DELETE ON delivery
BEGIN
    SELECT raise(abort, 'delivery.history_kept');
END;

-- Where the payer wants no invoice without a purchase order, none goes out on an order that is not valid on its day …
CREATE TRIGGER invoice_is_on_valid_orders BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM account WHERE id = new.account_id AND needs_purchase_order)
    AND EXISTS (SELECT 1 FROM purchase_order AS asked
                WHERE asked.account_id = new.account_id AND asked.currency = new.currency
                  AND (asked.valid_from > new.issue_date OR asked.expires_on < new.issue_date)
                  AND (SELECT sum(net_minor + tax_minor) FROM invoice_line
                       WHERE invoice_id = new.id AND purchase_order = asked.number AND kind <> 'opening') > 0)
BEGIN
    SELECT raise(abort, 'billing.purchase_order_expired');
END;
-- … or has less room beside what was issued on it, less what was given back of that.
CREATE TRIGGER invoice_is_within_its_orders BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM account WHERE id = new.account_id AND needs_purchase_order)
    AND EXISTS (SELECT 1 FROM purchase_order AS asked
                WHERE asked.account_id = new.account_id AND asked.currency = new.currency
                  AND (SELECT sum(net_minor + tax_minor) FROM invoice_line
                       WHERE invoice_id = new.id AND purchase_order = asked.number AND kind <> 'opening') > 0
                  AND asked.amount_minor
                      < (SELECT sum(line.net_minor + line.tax_minor) FROM invoice_line AS line
                         JOIN invoice AS used ON used.id = line.invoice_id
                         WHERE used.account_id = new.account_id AND used.currency = new.currency
                           AND (used.id = new.id OR used.state = 'issued') AND line.purchase_order = asked.number)
                        - (SELECT coalesce(sum(given.net_minor + given.tax_minor), 0) FROM credit_note AS note
                           JOIN credit_note_line AS given ON given.credit_note_id = note.id
                           JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line
                           WHERE note.account_id = new.account_id AND note.state = 'issued'
                             AND note.currency = new.currency AND line.purchase_order = asked.number))
BEGIN
    SELECT raise(abort, 'billing.purchase_order_exceeded');
END;
