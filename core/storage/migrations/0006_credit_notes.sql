-- Credit notes: what is given back of issued invoices, line by line.

CREATE TABLE credit_note (
    id {id} PRIMARY KEY,
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    account_id {id} NOT NULL REFERENCES account (id),
    number {text},
    state {text} NOT NULL CHECK (state IN ('draft', 'in_approval', 'approved', 'issued', 'void')),
    issue_date {date},
    currency {text} NOT NULL,
    net_minor {int} NOT NULL CHECK (net_minor >= 0),
    tax_minor {int} NOT NULL,
    total_minor {int} NOT NULL CHECK (total_minor >= 0),
    company_total_minor {int} NOT NULL,  -- in company currency at the rate of the invoice
    company_currency {text} NOT NULL,
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    corrects {bool} NOT NULL,            -- the charges are billed anew when it is issued
    requested_by {text} NOT NULL,
    requested_at {instant} NOT NULL,
    engine_version {int} NOT NULL,
    digest {text} NOT NULL,
    seal {text},                         -- head of the audit chain before the command that issued it
    issued_at {instant},
    void_reason {text} CHECK (length(trim(void_reason)) > 0),
    voided_by {text},
    CHECK (total_minor = net_minor + tax_minor),
    CHECK ((state = 'issued') = (number IS NOT NULL)),
    CHECK ((state = 'issued') = (issue_date IS NOT NULL)),
    CHECK ((state = 'void') = (void_reason IS NOT NULL)),
    CHECK ((state = 'void') = (voided_by IS NOT NULL)),
    UNIQUE (issuing_entity_id, number)
) {strict};
CREATE INDEX credit_note_of_invoice ON credit_note (invoice_id, state, total_minor);
CREATE INDEX credit_note_by_date ON credit_note (issuing_entity_id, issue_date) WHERE state = 'issued';
CREATE INDEX credit_note_by_number ON credit_note (number) WHERE number IS NOT NULL;

CREATE TABLE credit_note_line (
    credit_note_id {id} NOT NULL REFERENCES credit_note (id),
    n {int} NOT NULL CHECK (n > 0),
    invoice_id {id} NOT NULL,
    invoice_line {int} NOT NULL,
    description {text} NOT NULL,
    net_minor {int} NOT NULL,            -- of the sign of the invoice's line
    tax_minor {int} NOT NULL,
    taxes {json} NOT NULL,               -- of each tax of the line, in minor units
    before_net_minor {int} NOT NULL,     -- what it was computed from: credited of the line before
    before_taxes {json} NOT NULL,
    PRIMARY KEY (credit_note_id, n),
    UNIQUE (credit_note_id, invoice_line),
    FOREIGN KEY (invoice_id, invoice_line) REFERENCES invoice_line (invoice_id, n)
) {strict_by_key};
CREATE INDEX credit_note_line_of_line ON credit_note_line (invoice_id, invoice_line);

CREATE TABLE credit_note_tax_group (
    credit_note_id {id} NOT NULL REFERENCES credit_note (id),
    n {int} NOT NULL CHECK (n > 0),
    jurisdiction {text} NOT NULL,
    category {text} NOT NULL,
    percent {decimal} NOT NULL,
    name {text} NOT NULL,
    reason_code {text} NOT NULL,
    reason {text} NOT NULL,
    taxable_minor {int} NOT NULL,
    tax_minor {int} NOT NULL,
    PRIMARY KEY (credit_note_id, n)
) {strict_by_key};

-- Only what was issued is credited, by its own company, to its own customer, in its own currency, and not more than its
-- total. Credit notes that wait count as well: what two people ask for at once is not given back twice.
CREATE TRIGGER credit_note_is_of_an_issued_invoice BEFORE INSERT ON credit_note
WHEN NOT EXISTS (SELECT 1 FROM invoice WHERE id = new.invoice_id AND state = 'issued'
                 AND issuing_entity_id = new.issuing_entity_id AND account_id = new.account_id
                 AND currency = new.currency)
BEGIN
    SELECT raise(abort, 'billing.credit_other_invoice');
END;
CREATE TRIGGER credit_note_begins_as_draft BEFORE INSERT ON credit_note WHEN new.state <> 'draft'
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_fits BEFORE INSERT ON credit_note
WHEN new.total_minor > (SELECT total_minor FROM invoice WHERE id = new.invoice_id)
        - (SELECT coalesce(sum(total_minor), 0) FROM credit_note WHERE invoice_id = new.invoice_id AND state <> 'void')
BEGIN
    SELECT raise(abort, 'billing.over_credited');
END;
CREATE TRIGGER credit_note_line_is_of_its_invoice BEFORE INSERT ON credit_note_line
WHEN NOT EXISTS (SELECT 1 FROM credit_note WHERE id = new.credit_note_id AND invoice_id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'billing.credit_other_invoice');
END;
-- Of each line, between nothing and what is left of it; a line that was a credit itself is negative.
CREATE TRIGGER credit_note_line_fits BEFORE INSERT ON credit_note_line
WHEN EXISTS (
    SELECT 1 FROM (
        SELECT line.net_minor - (SELECT coalesce(sum(given.net_minor), 0) FROM credit_note_line AS given
                                 JOIN credit_note AS note ON note.id = given.credit_note_id
                                 WHERE note.state <> 'void' AND given.invoice_id = line.invoice_id
                                   AND given.invoice_line = line.n) AS net,
               line.tax_minor - (SELECT coalesce(sum(given.tax_minor), 0) FROM credit_note_line AS given
                                 JOIN credit_note AS note ON note.id = given.credit_note_id
                                 WHERE note.state <> 'void' AND given.invoice_id = line.invoice_id
                                   AND given.invoice_line = line.n) AS tax
        FROM invoice_line AS line
        WHERE line.invoice_id = new.invoice_id AND line.n = new.invoice_line) AS remaining
    WHERE new.net_minor NOT BETWEEN min(0, remaining.net) AND max(0, remaining.net)
       OR new.tax_minor NOT BETWEEN min(0, remaining.tax) AND max(0, remaining.tax))
BEGIN
    SELECT raise(abort, 'billing.over_credited');
END;

-- What was asked for does not change: another credit is another credit note. Issued and void are final.
CREATE TRIGGER credit_note_amounts_are_fixed BEFORE UPDATE OF
    id, invoice_id, issuing_entity_id, account_id, currency, net_minor, tax_minor, total_minor, company_total_minor,
    company_currency, reason, corrects, requested_by, requested_at, engine_version, digest ON credit_note
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_is_fixed BEFORE UPDATE ON credit_note WHEN old.state IN ('issued', 'void')
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_is_kept BEFORE DELETE ON credit_note
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_line_is_not_added BEFORE INSERT ON credit_note_line
WHEN (SELECT state FROM credit_note WHERE id = new.credit_note_id) <> 'draft'
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_line_is_fixed BEFORE UPDATE ON credit_note_line
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_line_is_kept BEFORE DELETE ON credit_note_line
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_tax_group_is_not_added BEFORE INSERT ON credit_note_tax_group
WHEN (SELECT state FROM credit_note WHERE id = new.credit_note_id) <> 'draft'
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_tax_group_is_fixed BEFORE UPDATE ON credit_note_tax_group
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;
CREATE TRIGGER credit_note_tax_group_is_kept BEFORE DELETE ON credit_note_tax_group
BEGIN
    SELECT raise(abort, 'billing.credit_note_immutable');
END;

-- It goes on only when it adds up, and out only after it was approved as it is.
CREATE TRIGGER credit_note_adds_up BEFORE UPDATE OF state ON credit_note
WHEN new.state IN ('in_approval', 'approved', 'issued')
    AND (new.net_minor <> (SELECT coalesce(sum(net_minor), 0) FROM credit_note_line WHERE credit_note_id = new.id)
         OR new.tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM credit_note_line WHERE credit_note_id = new.id)
         OR new.tax_minor <> (SELECT coalesce(sum(tax_minor), 0) FROM credit_note_tax_group
                              WHERE credit_note_id = new.id)
         OR NOT EXISTS (SELECT 1 FROM credit_note_line WHERE credit_note_id = new.id))
BEGIN
    SELECT raise(abort, 'billing.credit_does_not_add_up');
END;
CREATE TRIGGER credit_note_needs_its_approval BEFORE UPDATE OF state ON credit_note
WHEN new.state = 'issued'
    AND (old.state <> 'approved'
         OR (EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = new.id
                     AND state <> 'superseded')
             AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = new.id
                             AND state = 'approved' AND digest = new.digest)))
BEGIN
    SELECT raise(abort, 'billing.credit_not_approved');
END;

-- A line that issued credit notes gave back in full can be billed again; nothing else sets the mark, nothing takes it
-- away, and the key of the line holds that it is billed again once.
CREATE TRIGGER invoice_line_is_credited_by_notes BEFORE UPDATE OF credited ON invoice_line
WHEN new.credited <> old.credited
    AND NOT (new.credited
        AND (SELECT count(*) > 0 AND sum(given.net_minor) = new.net_minor AND sum(given.tax_minor) = new.tax_minor
             FROM credit_note_line AS given JOIN credit_note ON credit_note.id = given.credit_note_id
             WHERE given.invoice_id = new.invoice_id AND given.invoice_line = new.n AND credit_note.state = 'issued'))
BEGIN
    SELECT raise(abort, 'billing.line_not_credited');
END;
CREATE TRIGGER credit_note_marks_lines AFTER UPDATE OF state ON credit_note WHEN new.state = 'issued'
BEGIN
    UPDATE invoice_line SET credited = true
    WHERE invoice_id = new.invoice_id AND NOT credited
      AND n IN (SELECT invoice_line FROM credit_note_line WHERE credit_note_id = new.id)
      AND net_minor = (SELECT sum(given.net_minor) FROM credit_note_line AS given
                       JOIN credit_note AS note ON note.id = given.credit_note_id
                       WHERE given.invoice_id = invoice_line.invoice_id AND given.invoice_line = invoice_line.n
                         AND note.state = 'issued')
      AND tax_minor = (SELECT sum(given.tax_minor) FROM credit_note_line AS given
                       JOIN credit_note AS note ON note.id = given.credit_note_id
                       WHERE given.invoice_id = invoice_line.invoice_id AND given.invoice_line = invoice_line.n
                         AND note.state = 'issued');
END;

-- What was given back is not paid any more.
CREATE TRIGGER payment_application_fits_after_credit BEFORE INSERT ON payment_application
WHEN new.amount_minor > (SELECT amount_due_minor FROM invoice WHERE id = new.invoice_id)
        - (SELECT coalesce(sum(total_minor), 0) FROM credit_note
           WHERE invoice_id = new.invoice_id AND state = 'issued')
        - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'payments.over_applied');
END;

-- The rendered PDF of an issued credit note: its digest, so that rendering it again can be compared.
CREATE TABLE credit_note_document (
    credit_note_id {id} PRIMARY KEY REFERENCES credit_note (id),
    sha256 {text} NOT NULL,
    size {int} NOT NULL,
    rendered_at {instant} NOT NULL
) {strict};
CREATE TRIGGER credit_note_document_is_fixed BEFORE UPDATE ON credit_note_document
BEGIN
    SELECT raise(abort, 'billing.document_immutable');
END;
CREATE TRIGGER credit_note_document_is_kept BEFORE DELETE ON credit_note_document
BEGIN
    SELECT raise(abort, 'billing.document_immutable');
END;
