-- How the database of a team keeps the audit trail to what happened: what changes money stands in it, by who may do that, and
-- nothing stands in it that did not happen. Run behind secure_documents.postgresql.sql, in the same transaction.

-- What changes money or who may owe what stands in the audit trail by the end of the transaction that changes it.
CREATE OR REPLACE FUNCTION act_is_recorded() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND NOT EXISTS (SELECT 1 FROM audit_record WHERE sequence > (SELECT max(sequence) - 200 FROM audit_record)
                                      AND xmin = pg_current_xact_id()::xid) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'audit.act_unrecorded';
    END IF;
    RETURN NULL;
END $body$;
DO $body$
DECLARE
    one TEXT;
BEGIN
    FOREACH one IN ARRAY ARRAY['account', 'contract_version', 'credit_limit', 'payment', 'write_off', 'refund', 'decision', 'purchase_order', 'budget',
                               'price_book', 'approval_policy', 'issuing_entity', 'exemption_agreement'] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS z_act_is_recorded ON acc.%I', one);
        EXECUTE format('CREATE CONSTRAINT TRIGGER z_act_is_recorded AFTER INSERT OR UPDATE OR DELETE ON acc.%I DEFERRABLE INITIALLY DEFERRED '
                       'FOR EACH ROW EXECUTE FUNCTION acc.act_is_recorded()', one);
    END LOOP;
END $body$;

-- Acts that others rely on are recorded by who may do them.
CREATE OR REPLACE FUNCTION recorded_act_is_theirs() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    operations CONSTANT TEXT := CASE NEW.kind
        WHEN 'invoice.issue' THEN 'document.issue collection.act'
        WHEN 'invoice.take_over' THEN 'receivable.take_over'
        WHEN 'credit_note.issue' THEN 'document.issue document.request collection.act'
        WHEN 'bill_run.finish' THEN 'bill.prepare'
        WHEN 'payment.match' THEN 'payment.match payment.reverse'
        WHEN 'payment.apply' THEN 'payment.match payment.reverse'
        WHEN 'payment.unapply' THEN 'payment.match payment.reverse'
        WHEN 'ledger.close' THEN 'period.close'
        WHEN 'ledger.reopen' THEN 'period.reopen'
        WHEN 'approval_policy.publish' THEN 'policy.publish'
        WHEN 'user.give_role' THEN 'person.approve'
        WHEN 'price_book.publish' THEN 'price.publish' END;
BEGIN
    IF operations IS NOT NULL AND reach(operations) = 'none' AND NOT is_owner() THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'an act of somebody else';
    END IF;
    RETURN NEW;
END $body$;
DROP TRIGGER IF EXISTS audit_record_is_of_their_act ON audit_record;
CREATE TRIGGER audit_record_is_of_their_act BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION recorded_act_is_theirs();

-- Whether this transaction, or a part of it, wrote the row: what is seen and still going on is one's own.
CREATE OR REPLACE FUNCTION written_here(row_xmin xid) RETURNS BOOLEAN LANGUAGE sql VOLATILE SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN written >= mine & 4294967295 THEN coalesce(pg_xact_status((mine - (mine & 4294967295) + written)::text::xid8) = 'in progress', false)
                ELSE false END
    FROM (SELECT pg_current_xact_id()::text::bigint AS mine, row_xmin::text::bigint AS written) AS ids
$body$;
-- Which row an act of a kind writes: the table, and what in its row is the subject of the record. Some acts may have
-- taken the row away instead. Acts without a row of their own have a rule of their own, or none.
CREATE OR REPLACE FUNCTION act_row(of_kind TEXT) RETURNS TABLE (name TEXT, subject TEXT, may_be_gone BOOLEAN) LANGUAGE sql IMMUTABLE SET search_path = acc, pg_temp AS $body$
    SELECT row.name, row.subject, row.may_be_gone FROM (VALUES
        ('account.terms', 'account', 'id', false),
        ('account.billing_details', 'account', 'id', false),
        ('account.assign_manager', 'account', 'id', false),
        ('account.minimum_invoice', 'minimum_invoice', 'account_id', true),
        ('account.document_recipients', 'document_recipient', 'account_id', true),
        ('account.payment_method', 'payment_method', 'account_id', true),
        ('account.exemption_agree', 'exemption_agreement', '(SELECT account_id FROM acc.exemption_certificate WHERE id = certificate_id)', false),
        ('approval.request', 'approval_matter', 'id', false),
        ('approval.return', 'approval', 'subject_id', false),
        ('approval_policy.propose', 'approval_policy', 'version', false),
        ('approval_policy.publish', 'approval_policy', 'version', false),
        ('attachment.add', 'attachment', 'account_id', false),
        ('attachment.remove', 'attachment', 'account_id', false),
        ('bank.import', 'bank_import', 'id', false),
        ('bill_run.finish', 'bill_run', 'id', false),
        ('budget.save', 'budget', 'id', false),
        ('cheque.record', 'cheque', 'id', false),
        ('cheque.deposit', 'cheque_deposit', 'id', false),
        ('cheque.clear', 'cheque_deposit', 'id', false),
        ('contract.save', 'contract_version', 'contract_id', false),
        ('contract.milestone', 'contract_milestone', 'contract_id', false),
        ('contract.service_report', 'service_report', 'contract_id', false),
        ('credit_note.request', 'credit_note', 'id', false),
        ('credit_note.issue', 'credit_note', 'id', false),
        ('credit_note.void', 'credit_note', 'id', false),
        ('delegation.add', 'standing_delegation', 'id', false),
        ('delegation.end', 'standing_delegation', 'id', false),
        ('delivery.mark', 'outbox', 'subject_id', false),
        ('dispute.open', 'dispute', 'invoice_id', false),
        ('dispute.resolve', 'dispute', 'invoice_id', false),
        ('dunning.policy', 'dunning_policy', 'version', false),
        ('dunning.promise', 'payment_promise', 'account_id', false),
        ('dunning.pause', 'dunning_pause', 'account_id', false),
        ('dunning.resume', 'dunning_pause', 'account_id', false),
        ('einvoice.customer', 'einvoice_customer', 'account_id', true),
        ('einvoice.seller', 'einvoice_seller', 'issuing_entity_id', false),
        ('entity.add', 'issuing_entity', 'id', false),
        ('entity.save', 'issuing_entity', 'id', false),
        ('nexus.register', 'issuing_entity', 'id', false),
        ('entity.propose_pay_to', 'pay_to_proposal', 'company_id', false),
        ('entity.agree_pay_to', 'pay_to_proposal', 'company_id', false),
        ('entity.reject_pay_to', 'pay_to_proposal', 'company_id', false),
        ('export.schedule', 'export_schedule', 'id', false),
        ('export.end', 'export_schedule', 'id', false),
        ('export.run', 'export_run', 'schedule_id', false),
        ('invoice.redate', 'invoice', 'id', false),
        ('invoice.name_order', 'invoice', 'id', false),
        ('invoice.prepayment', 'invoice', 'id', false),
        ('ledger.close', 'ledger_close', 'id', false),
        ('ledger.reopen', 'ledger_close', 'id', false),
        ('ledger.name_account', 'workspace_setting', 'key', false),
        ('ledger.programs', 'workspace_setting', 'key', false),
        ('nexus.thresholds', 'workspace_setting', 'key', false),
        ('payment.limit', 'workspace_setting', 'key', false),
        ('receivables.late_rule', 'workspace_setting', 'key', false),
        ('meter.save', 'meter', 'id', false),
        ('note.add', 'note', 'account_id', false),
        ('note.revise', 'note', 'account_id', false),
        ('number_series.begin', 'number_series_start', 'issuing_entity_id', false),
        ('number_series.reserve', 'number_reservation', 'issuing_entity_id', false),
        ('payment.agreement', 'payment_agreement', 'account_id', false),
        ('payment.offer', 'early_payment_offer', 'invoice_id', false),
        ('payment.withholding', 'expected_withholding', 'invoice_id', false),
        ('payment.refund', 'refund', 'id', false),
        ('payment_file.bank_detail', 'bank_detail', 'account_id', false),
        ('payment_file.bank_detail_agree', 'bank_detail_agreement', '(SELECT account_id FROM acc.bank_detail WHERE id = detail_id)', false),
        ('payment_file.consent', 'debit_consent', 'invoice_id', false),
        ('payment_file.make', 'payment_file', 'id', false),
        ('price_book.publish', 'price_book', 'version', false),
        ('purchase_order.save', 'purchase_order', 'id', false),
        ('receivables.late_charge', 'late_charge', 'invoice_id', false),
        ('receivables.write_off', 'write_off', 'invoice_id', false),
        ('sync.revoke', 'sync_revocation', 'device', false),
        ('usage.import', 'usage_import', 'sequence', false),
        ('usage.map_code', 'usage_code', 'code', false),
        ('user.add', 'app_user', 'name', false),
        ('user.save', 'app_user', 'name', false),
        ('user.give_scope', 'app_user', 'name', false),
        ('user.give_role', 'app_user_role', 'user_name', false),
        ('user.propose_role', 'role_proposal', 'user_name', false),
        ('user.approve_role', 'role_proposal', 'user_name', false),
        ('user.reject_role', 'role_proposal', 'user_name', false),
        ('user.propose_scope', 'scope_proposal', 'user_name', false),
        ('user.approve_scope', 'scope_proposal', 'user_name', false),
        ('user.reject_scope', 'scope_proposal', 'user_name', false)
    ) AS row (kind, name, subject, may_be_gone) WHERE row.kind = of_kind
$body$;
-- Whether the row that an act names was written, or taken away where that can be, by this transaction.
CREATE OR REPLACE FUNCTION act_row_is_written(name TEXT, subject TEXT, may_be_gone BOOLEAN, named TEXT) RETURNS BOOLEAN LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    of_type CONSTANT TEXT := coalesce((SELECT format_type(atttypid, atttypmod) FROM pg_catalog.pg_attribute
                                       WHERE attrelid = format('acc.%I', name)::regclass AND attname = subject), 'uuid');
    is_there BOOLEAN;
    is_written BOOLEAN;
BEGIN
    IF (of_type = 'uuid' AND named !~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$') OR (of_type = 'bigint' AND named !~ '^[0-9]{1,9}$') THEN
        RETURN false;
    END IF;
    EXECUTE format('SELECT count(*) > 0, coalesce(bool_or(acc.written_here(xmin)), false) FROM acc.%I WHERE %s = $1::%s', name, subject, of_type)
        INTO is_there, is_written USING named;
    RETURN is_written OR (may_be_gone AND NOT is_there);
END $body$;
-- Whether each document that an act names was issued by this transaction, as it is named.
CREATE OR REPLACE FUNCTION named_documents_are_issued(body JSONB) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT coalesce(jsonb_array_length(body -> 'documents'), 0) > 0
        AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(body -> 'documents') AS named
                        WHERE NOT EXISTS (SELECT 1 FROM invoice WHERE id::text = named ->> 'id' AND invoice.number = named ->> 'number'
                                          AND digest = named ->> 'digest' AND state = 'issued' AND written_here(invoice.xmin)))
$body$;
CREATE OR REPLACE FUNCTION recorded_act_happened() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    key UUID := CASE WHEN NEW.subject_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN NEW.subject_id::uuid END;
    happened BOOLEAN;
BEGIN
    IF is_owner() THEN
        RETURN NULL;
    END IF;
    happened := CASE
        WHEN NEW.kind IN ('invoice.issue', 'invoice.take_over') THEN named_documents_are_issued(NEW.body::jsonb)
        WHEN NEW.kind = 'approval.decide' THEN EXISTS (SELECT 1 FROM approval JOIN decision ON approval_id = id
                                                       WHERE subject_id = key AND decided_by = NEW.actor AND written_here(decision.xmin))
        WHEN NEW.kind = 'approval.delegate' THEN EXISTS (SELECT 1 FROM approval JOIN approval_delegation ON approval_id = id
                                                         WHERE subject_id = key AND from_user = NEW.actor AND written_here(approval_delegation.xmin))
        WHEN NEW.kind = 'budget.remove' THEN key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM budget WHERE id = key)
        WHEN NEW.kind = 'invoice.discard' THEN key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM invoice WHERE id = key)
        WHEN NEW.kind = 'user.revoke_role' THEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = NEW.subject_id AND role = NEW.body::jsonb ->> 'role')
        WHEN NEW.subject_kind = 'bank_entry' THEN EXISTS (SELECT 1 FROM bank_decision WHERE entry_id = key AND written_here(bank_decision.xmin))
        ELSE coalesce((SELECT act_row_is_written(one.name, one.subject, one.may_be_gone, NEW.subject_id) FROM act_row(NEW.kind) AS one), true) END;
    IF happened IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'audit.nothing_happened', DETAIL = NEW.kind;
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS audit_record_happened ON audit_record;
CREATE CONSTRAINT TRIGGER audit_record_happened AFTER INSERT ON audit_record DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION recorded_act_happened();
