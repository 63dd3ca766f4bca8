-- What another system issued and is still owed when a company moves here: such an invoice keeps its number, is collected
-- as any other, and stands outside of the series of numbers.

CREATE TABLE opening_receivable (
    invoice_id {id} PRIMARY KEY REFERENCES invoice (id),
    source {text} NOT NULL CHECK (length(trim(source)) > 0), -- the system that issued it
    billed_minor {int} NOT NULL CHECK (billed_minor > 0),    -- its total there
    cut_over_on {date} NOT NULL,
    taken_over_by {text} NOT NULL,
    taken_over_at {instant} NOT NULL
) {strict};
-- Nobody turns a draft of this system into one that needs no approval, no number and no tax.
CREATE TRIGGER opening_receivable_was_not_billed_here BEFORE INSERT ON opening_receivable
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) <> 'draft'
    OR EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.invoice_id AND kind <> 'opening')
    OR (SELECT total_minor FROM invoice WHERE id = new.invoice_id) NOT BETWEEN 1 AND new.billed_minor
BEGIN
    SELECT raise(abort, 'billing.opening_immutable');
END;
-- A controller; before there is one, whoever sets the company up.
CREATE TRIGGER opening_receivable_needs_the_role BEFORE INSERT ON opening_receivable
WHEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.taken_over_by AND role = 'controller')
    AND (EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller')
         OR NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.taken_over_by AND role = 'admin'))
BEGIN
    SELECT raise(abort, 'billing.opening_role');
END;
CREATE TRIGGER opening_receivable_is_fixed BEFORE UPDATE ON opening_receivable
BEGIN
    SELECT raise(abort, 'billing.opening_immutable');
END;
CREATE TRIGGER opening_receivable_is_kept BEFORE DELETE ON opening_receivable
BEGIN
    SELECT raise(abort, 'billing.opening_immutable');
END;
-- An invoice without charges of this system is issued only as one that was taken over.
CREATE TRIGGER invoice_without_charges_was_taken_over BEFORE UPDATE OF state ON invoice
WHEN new.state = 'issued' AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND kind = 'opening')
    AND NOT EXISTS (SELECT 1 FROM opening_receivable WHERE invoice_id = new.id)
BEGIN
    SELECT raise(abort, 'billing.opening_immutable');
END;
