-- How the database of a team keeps the ledger to what happened: an entry stands for a document, a receipt or a period that
-- is there, comes to what that says, and is posted by who may do that. Run behind secure_documents.postgresql.sql, in the
-- same transaction; tested when a transaction ends.

-- What an entry posts to an account; of all currencies, where an entry has several.
CREATE OR REPLACE FUNCTION posted(entry UUID, to_account TEXT) RETURNS BIGINT LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT coalesce(sum(amount_minor), 0)::bigint FROM posting WHERE entry_id = entry AND account = to_account
$body$;
-- Whether an entry takes back what the entry of a kind posted for a subject, to the last posting.
CREATE OR REPLACE FUNCTION takes_back(entry UUID, of_kind TEXT, of_subject UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM ledger_entry WHERE kind = of_kind AND subject_id = of_subject)
        AND NOT EXISTS (SELECT 1 FROM posting WHERE entry_id IN (entry, (SELECT id FROM ledger_entry WHERE kind = of_kind AND subject_id = of_subject))
                        GROUP BY account, customer_id, currency, document_id HAVING sum(amount_minor) <> 0 OR coalesce(sum(base_minor), 0) <> 0)
$body$;
-- Money that the bank booked, and that nobody has applied yet.
CREATE OR REPLACE FUNCTION is_receipt(entry UUID, of_booking UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM bank_entry WHERE id = of_booking AND booking = 'booked' AND amount_minor > 0
                   AND posted(entry, 'cash') = amount_minor AND posted(entry, 'unapplied_cash') = -amount_minor
                   AND NOT EXISTS (SELECT 1 FROM posting WHERE entry_id = entry AND posting.currency <> bank_entry.currency))
$body$;
-- A receipt that came back, and what the bank took for it; the booking that says so is the one of the return.
CREATE OR REPLACE FUNCTION is_return(entry UUID, of_booking UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM ledger_entry AS receipt, bank_entry AS came, bank_entry AS back
                   WHERE receipt.kind = 'payment' AND receipt.subject_id = of_booking AND came.id = of_booking AND came.state = 'returned'
                     AND back.state = 'return' AND back.currency = came.currency AND back.amount_minor = posted(entry, 'cash')
                     AND posted(entry, 'unapplied_cash') = came.amount_minor)
        AND NOT EXISTS (SELECT 1 FROM posting WHERE entry_id = entry AND account NOT IN ('cash', 'unapplied_cash', 'bank_fees', 'receivable'))
$body$;
-- Money of a booking that settles what its payment is applied to, and is credit for the rest.
CREATE OR REPLACE FUNCTION is_application(entry UUID, of_payment UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM bank_payment JOIN bank_entry ON bank_entry.id = entry_id
                   WHERE payment_id = of_payment AND posted(entry, 'unapplied_cash') = bank_entry.amount_minor AND posted(entry, 'cash') = 0
                     AND posted(entry, 'receivable') = -credit_minor
                         - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE payment_id = of_payment)
                         - (SELECT coalesce(sum(amount_minor), 0) FROM undone_application WHERE payment_id = of_payment))
$body$;

CREATE OR REPLACE FUNCTION entry_has_its_ground() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    owed CONSTANT BIGINT := posted(NEW.id, 'receivable');
    handles_payments CONSTANT BOOLEAN := reach('payment.match payment.reverse') = 'all';
    fits BOOLEAN;
BEGIN
    IF is_owner() THEN
        RETURN NULL;
    END IF;
    fits := CASE
        WHEN NEW.kind = 'invoice' THEN reach('document.issue collection.act') = 'all'
            AND EXISTS (SELECT 1 FROM invoice WHERE id = NEW.subject_id AND state = 'issued' AND owed IN (total_minor, amount_due_minor))
        WHEN NEW.kind = 'opening_receivable' THEN reach('receivable.take_over') = 'all'
            AND EXISTS (SELECT 1 FROM invoice WHERE id = NEW.subject_id AND state = 'issued' AND owed = total_minor)
        WHEN NEW.kind = 'credit_note' THEN reach('document.issue collection.act document.request') <> 'none'
            AND EXISTS (SELECT 1 FROM credit_note WHERE id = NEW.subject_id AND state = 'issued' AND owed = -total_minor)
        WHEN NEW.kind = 'write_off' THEN EXISTS (SELECT 1 FROM write_off WHERE id = NEW.subject_id AND state = 'done' AND owed = -amount_minor)
        WHEN NEW.kind = 'refund' THEN EXISTS (SELECT 1 FROM refund WHERE id = NEW.subject_id AND state = 'done' AND owed = amount_minor)
        WHEN NEW.kind = 'late_charge' THEN reach('collection.act') = 'all' AND EXISTS (SELECT 1 FROM late_charge WHERE id = NEW.subject_id)
        WHEN NEW.kind = 'payment' THEN handles_payments AND is_receipt(NEW.id, NEW.subject_id)
        WHEN NEW.kind = 'payment_split' THEN handles_payments AND takes_back(NEW.id, 'payment', NEW.subject_id)
            AND EXISTS (SELECT 1 FROM bank_entry WHERE id = NEW.subject_id AND parts > 0)
        WHEN NEW.kind = 'payment_return' THEN handles_payments AND is_return(NEW.id, NEW.subject_id)
        WHEN NEW.kind = 'application' THEN handles_payments AND is_application(NEW.id, NEW.subject_id)
        WHEN NEW.kind = 'application_undone' THEN handles_payments AND takes_back(NEW.id, 'application', NEW.subject_id)
            AND EXISTS (SELECT 1 FROM bank_payment WHERE payment_id = NEW.subject_id AND undone_at IS NOT NULL)
        WHEN NEW.kind IN ('period_close', 'recognition', 'revaluation', 'revaluation_reversal', 'period_close_undone', 'recognition_undone',
                          'revaluation_undone', 'revaluation_reversal_undone')
            THEN reach('period.close') = 'all' AND EXISTS (SELECT 1 FROM ledger_close WHERE id = NEW.subject_id) END;
    IF fits IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'ledger.entry_without_ground', DETAIL = NEW.kind;
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS ledger_entry_has_its_ground ON ledger_entry;
CREATE CONSTRAINT TRIGGER ledger_entry_has_its_ground AFTER INSERT ON ledger_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION entry_has_its_ground();
-- A posting stands in an entry that has begun or is never seen: its key holds that at the end of the transaction.
