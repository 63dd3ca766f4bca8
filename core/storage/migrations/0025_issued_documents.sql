-- Invoices that are void.

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

