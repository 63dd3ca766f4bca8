-- A late charge is a document: an invoice of the series whose lines are interest and fee. It is paid, disputed, given
-- back and written off as any other; what is given back of it is waived.

ALTER TABLE late_charge ADD COLUMN note_id {id} REFERENCES invoice (id); -- none: owed on account, of before there were notes
CREATE UNIQUE INDEX late_charge_of_note ON late_charge (note_id) WHERE note_id IS NOT NULL;

-- What is charged stands on its draft, in full; what is late itself charges nothing.
CREATE TRIGGER late_charge_stands_on_its_note BEFORE INSERT ON late_charge
WHEN new.note_id IS NULL
    OR NOT EXISTS (SELECT 1 FROM invoice WHERE id = new.note_id AND state <> 'issued' AND account_id = new.account_id
                   AND currency = new.currency AND total_minor = new.interest_minor + new.fee_minor)
    OR EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.note_id AND kind <> 'late_charge')
    OR EXISTS (SELECT 1 FROM late_charge WHERE note_id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'receivables.late_charge_note');
END;
CREATE TRIGGER invoice_of_late_charges_is_charged BEFORE UPDATE OF state ON invoice
WHEN new.state = 'issued' AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND kind = 'late_charge')
    AND (EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND kind <> 'late_charge')
         OR NOT EXISTS (SELECT 1 FROM late_charge WHERE note_id = new.id
                        AND interest_minor + fee_minor = new.total_minor))
BEGIN
    SELECT raise(abort, 'receivables.late_charge_note');
END;
-- Without an approval only what lies within the limit is waived, together with what was waived of the charge before
-- without asking. Of an invoice that is void no late payment was ever due.
CREATE TRIGGER waiver_beyond_the_limit_is_asked_for BEFORE UPDATE OF state ON credit_note
WHEN new.state = 'issued' AND EXISTS (SELECT 1 FROM late_charge WHERE note_id = new.invoice_id)
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = new.id AND state = 'approved'
                    AND digest = new.digest)
    AND NOT EXISTS (SELECT 1 FROM late_charge AS charge
                    JOIN credit_note AS voiding ON voiding.invoice_id = charge.invoice_id
                    WHERE charge.note_id = new.invoice_id AND voiding.voids AND voiding.state = 'issued')
    AND new.company_total_minor
        + (SELECT coalesce(sum(given.company_total_minor), 0) FROM credit_note AS given
           WHERE given.invoice_id = new.invoice_id AND given.state = 'issued'
             AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = given.id))
        > coalesce((SELECT CAST(value AS INTEGER) FROM workspace_setting WHERE key = 'write_off_limit_minor'), 0)
BEGIN
    SELECT raise(abort, 'receivables.waiver_not_approved');
END;
