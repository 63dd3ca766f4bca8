-- A request is dropped where its document changed or where a policy that came later asks otherwise. Any other document
-- whose request was dropped goes out with another approval of the same content, or not at all.
CREATE TRIGGER invoice_request_is_not_dropped BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM approval AS asked WHERE asked.kind = 'invoice' AND asked.subject_id = new.id
                AND asked.state = 'superseded' AND asked.digest = new.digest
                AND NOT EXISTS (SELECT 1 FROM approval_policy WHERE published_at >= asked.requested_at))
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'invoice' AND subject_id = new.id AND state = 'approved'
                    AND revision = new.revision AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'billing.not_approved');
END;
CREATE TRIGGER credit_note_request_is_not_dropped BEFORE UPDATE OF state ON credit_note
WHEN new.state = 'issued'
    AND EXISTS (SELECT 1 FROM approval AS asked WHERE asked.kind = 'credit_note' AND asked.subject_id = new.id
                AND asked.state = 'superseded' AND asked.digest = new.digest
                AND NOT EXISTS (SELECT 1 FROM approval_policy WHERE published_at >= asked.requested_at))
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'credit_note' AND subject_id = new.id
                    AND state = 'approved' AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'billing.credit_not_approved');
END;

CREATE INDEX usage_quarantine_by_account ON usage_quarantine (account) WHERE adopted_sequence IS NULL;
