-- What the database of a team holds of documents, requests and the ledger, whatever program writes them. Run behind
-- secure.postgresql.sql, in the same transaction. The owner of the database is outside of these rules.
--
-- Rules of one row against others are tested when the transaction ends: by then everything that belongs together is
-- there, in whatever order it was written.

-- What a euro was worth at the least and at the most, by the rates that came with Accord: a rough measure, for what is
-- claimed of amounts that other rules go by.
CREATE TABLE IF NOT EXISTS reference_rate (
    currency TEXT COLLATE "C" PRIMARY KEY,
    digits BIGINT NOT NULL,                  -- behind the point of its amounts
    least NUMERIC NOT NULL CHECK (least > 0),
    most NUMERIC NOT NULL CHECK (most >= least)
);

CREATE OR REPLACE FUNCTION company_currency() RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce((SELECT value FROM workspace_setting WHERE key = 'company_currency'), 'USD')
$body$;
-- Whether an amount in company currency can be what another one is worth: the same in company currency itself, otherwise
-- from half the least to double the most that it ever was. Of a currency without rates that cannot be told.
CREATE OR REPLACE FUNCTION is_worth(company BIGINT, minor BIGINT, of_currency TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN of_currency = company_currency() THEN company = minor
        ELSE coalesce((SELECT abs(company) BETWEEN floor(units * own.least / given.most / 2) AND ceil(units * own.most / given.least * 2)
                           AND sign(company) * sign(minor) >= 0
                       FROM reference_rate AS own, reference_rate AS given,
                           LATERAL (SELECT abs(minor::numeric) * power(10::numeric, own.digits - given.digits) AS units) AS measured
                       WHERE own.currency = company_currency() AND given.currency = of_currency), true) END
$body$;
-- Whether part and its worth stand to each other as the whole and its worth do, to a hundredth and two minor units.
CREATE OR REPLACE FUNCTION is_share(part BIGINT, part_worth BIGINT, whole BIGINT, whole_worth BIGINT) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE SET search_path = acc, pg_temp AS $body$
    SELECT whole = 0 OR abs(part_worth::numeric * whole - part::numeric * whole_worth)
        <= abs(whole::numeric) * 2 + abs(part::numeric * whole_worth) / 100
$body$;

CREATE OR REPLACE FUNCTION worth_is_right() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    fits BOOLEAN := true;
BEGIN
    IF is_owner() THEN
        RETURN NEW;
    END IF;
    IF TG_TABLE_NAME = 'invoice' THEN
        fits := is_worth(NEW.company_total_minor, NEW.total_minor, NEW.currency);
    ELSIF TG_TABLE_NAME = 'approval_matter' THEN
        fits := NEW.company_currency = company_currency() AND is_worth(NEW.company_amount_minor, NEW.amount_minor, NEW.currency);
    ELSIF TG_TABLE_NAME = 'refund' THEN
        fits := is_worth(NEW.company_minor, NEW.amount_minor, NEW.currency);
    ELSIF TG_TABLE_NAME = 'write_off' THEN
        fits := is_worth(NEW.company_minor, NEW.amount_minor, NEW.currency)
            AND (SELECT is_share(NEW.amount_minor, NEW.company_minor, total_minor, company_total_minor) FROM invoice WHERE id = NEW.invoice_id);
    ELSE
        fits := NEW.company_currency = company_currency()
            AND (SELECT is_share(NEW.total_minor, NEW.company_total_minor, total_minor, company_total_minor) FROM invoice WHERE id = NEW.invoice_id);
    END IF;
    IF fits IS NOT TRUE THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'billing.worth_differs';
    END IF;
    RETURN NEW;
END $body$;
DROP TRIGGER IF EXISTS invoice_worth_is_right ON invoice;
CREATE TRIGGER invoice_worth_is_right BEFORE INSERT OR UPDATE OF company_total_minor, total_minor, currency ON invoice FOR EACH ROW EXECUTE FUNCTION worth_is_right();
DROP TRIGGER IF EXISTS credit_note_worth_is_right ON credit_note;
CREATE TRIGGER credit_note_worth_is_right BEFORE INSERT OR UPDATE OF company_total_minor, total_minor, company_currency ON credit_note FOR EACH ROW EXECUTE FUNCTION worth_is_right();
DROP TRIGGER IF EXISTS write_off_worth_is_right ON write_off;
CREATE TRIGGER write_off_worth_is_right BEFORE INSERT ON write_off FOR EACH ROW EXECUTE FUNCTION worth_is_right();
DROP TRIGGER IF EXISTS refund_worth_is_right ON refund;
CREATE TRIGGER refund_worth_is_right BEFORE INSERT ON refund FOR EACH ROW EXECUTE FUNCTION worth_is_right();
DROP TRIGGER IF EXISTS approval_matter_worth_is_right ON approval_matter;
CREATE TRIGGER approval_matter_worth_is_right BEFORE INSERT ON approval_matter FOR EACH ROW EXECUTE FUNCTION worth_is_right();

-- The members of a circle that may be asked, as text: "person:ann,role:approver".
CREATE OR REPLACE FUNCTION circle_text(circle JSONB) RETURNS TEXT LANGUAGE sql IMMUTABLE SET search_path = acc, pg_temp AS $body$
    SELECT string_agg(member, ',' ORDER BY member COLLATE "C")
    FROM (SELECT 'role:' || one AS member FROM jsonb_array_elements_text(coalesce(circle -> 'roles', '[]')) AS one
          UNION SELECT 'person:' || one FROM jsonb_array_elements_text(coalesce(circle -> 'people', '[]')) AS one) AS members
$body$;
-- An amount of a policy, in minor units; NULL: none. The program writes it with the digits of the currency.
CREATE OR REPLACE FUNCTION policy_minor(amount TEXT) RETURNS NUMERIC LANGUAGE sql IMMUTABLE SET search_path = acc, pg_temp AS $body$
    SELECT replace(amount, '.', '')::numeric
$body$;
-- The policy in force, a row a decision that it may ask for, with what its rule asks about.
CREATE OR REPLACE FUNCTION policy_decision() RETURNS TABLE (rule BIGINT, step BIGINT, kind TEXT, asking JSONB, circle TEXT, most NUMERIC,
                                                            after_hours BIGINT, further TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT rule.n, step.n, rule.body ->> 'kind', coalesce(rule.body -> 'when', '{}'), asked.circle, policy_minor(step.body ->> 'limit'), (rule.body #>> '{escalate,after_hours}')::bigint, circle_text(rule.body -> 'escalate')
    FROM (SELECT body::jsonb AS body FROM approval_policy WHERE published_by IS NOT NULL ORDER BY version DESC LIMIT 1) AS policy,
        jsonb_array_elements(policy.body -> 'rules') WITH ORDINALITY AS rule (body, n),
        jsonb_array_elements(rule.body -> 'steps') WITH ORDINALITY AS step (body, n),
        LATERAL (SELECT circle_text(step.body) AS circle WHERE coalesce(step.body ->> 'mode', 'any') = 'any'
                 UNION ALL SELECT unnest(string_to_array(circle_text(step.body), ',')) WHERE step.body ->> 'mode' <> 'any') AS asked
$body$;
-- The decisions that a request needs.
CREATE OR REPLACE FUNCTION request_decision(request UUID) RETURNS TABLE (step BIGINT, circle TEXT, most NUMERIC, after_hours BIGINT, further TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT seat.step,
        (SELECT string_agg(holder.kind || ':' || name, ',' ORDER BY (holder.kind || ':' || name) COLLATE "C") FROM approval_holder AS holder
         WHERE holder.approval_id = seat.approval_id AND holder.step = seat.step AND NOT after_escalation),
        seat.limit_minor, seat.escalate_hours,
        (SELECT string_agg(holder.kind || ':' || name, ',' ORDER BY (holder.kind || ':' || name) COLLATE "C") FROM approval_holder AS holder
         WHERE holder.approval_id = seat.approval_id AND holder.step = seat.step AND after_escalation)
    FROM approval_seat AS seat WHERE seat.approval_id = request
$body$;
-- What a request is about, as its own row says it; an amount of NULL is one that stands in no row.
CREATE OR REPLACE FUNCTION requested_subject(what TEXT, about UUID) RETURNS TABLE (digest TEXT, revision BIGINT, amount BIGINT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT digest, revision, company_total_minor FROM invoice WHERE what = 'invoice' AND id = about
    UNION ALL SELECT digest, 1, company_total_minor FROM credit_note WHERE what = 'credit_note' AND id = about
    UNION ALL SELECT digest, 1, company_minor FROM write_off WHERE what = 'write_off' AND id = about
    UNION ALL SELECT digest, 1, company_minor FROM refund WHERE what = 'refund' AND id = about
    UNION ALL SELECT digest, 1, NULL FROM dunning_step WHERE what = 'service_action' AND id = about
    UNION ALL SELECT NULL, 1, company_amount_minor FROM approval_matter WHERE kind = what AND id = about
$body$;
-- Cost centres, departments, terms and discounts of what a request is about: of a document from its own lines, of a change
-- or a contract from what it becomes, otherwise as the request says.
CREATE OR REPLACE FUNCTION subject_names(what TEXT, about UUID, facts JSONB, of_departments BOOLEAN) RETURNS SETOF TEXT
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN of_departments THEN department ELSE cost_centre END FROM invoice_line WHERE what = 'invoice' AND invoice_id = about
    UNION ALL SELECT cost_centre FROM invoice_allocation WHERE what = 'invoice' AND invoice_id = about AND NOT of_departments
    UNION ALL SELECT CASE WHEN of_departments THEN line.department ELSE line.cost_centre END FROM credit_note_line AS given
        JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line
        WHERE what = 'credit_note' AND given.credit_note_id = about
    UNION ALL SELECT jsonb_array_elements_text(coalesce(facts -> CASE WHEN of_departments THEN 'departments' ELSE 'cost_centres' END, '[]'))
$body$;
CREATE OR REPLACE FUNCTION subject_net_days(what TEXT, about UUID, facts JSONB) RETURNS BIGINT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce((SELECT after_number FROM asked_change WHERE matter_id = about AND field = 'payment_terms'),
                    (SELECT (body::jsonb #>> '{terms,net_days}')::bigint FROM asked_contract WHERE matter_id = about),
                    (SELECT (due_date - issue_date)::bigint FROM invoice WHERE what = 'invoice' AND id = about), (facts ->> 'net_days')::bigint)
$body$;
CREATE OR REPLACE FUNCTION subject_discount(what TEXT, about UUID, facts JSONB) RETURNS NUMERIC LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT greatest((facts ->> 'discount_percent')::numeric,
                    (SELECT max(discount_minor * 100.0 / gross_minor) FROM invoice_line
                     WHERE what = 'invoice' AND invoice_id = about AND discount_minor > 0 AND gross_minor > 0))
$body$;
-- Whether a rule asks about it, as approvals::PolicyRule::asksFor() says.
CREATE OR REPLACE FUNCTION rule_asks(asking JSONB, what TEXT, about UUID, amount NUMERIC, facts JSONB) RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT (NOT asking ? 'amount_above' OR amount > policy_minor(asking ->> 'amount_above'))
        AND (NOT asking ? 'amount_up_to' OR amount <= policy_minor(asking ->> 'amount_up_to'))
        AND (NOT asking ? 'department' OR asking ->> 'department' IN (SELECT subject_names(what, about, facts, true)))
        AND (NOT asking ? 'cost_center' OR asking ->> 'cost_center' IN (SELECT subject_names(what, about, facts, false)))
        AND (NOT asking ? 'discount_above' OR coalesce(subject_discount(what, about, facts) > (asking ->> 'discount_above')::numeric, false))
        AND (NOT asking ? 'net_days_above' OR coalesce(subject_net_days(what, about, facts) > (asking ->> 'net_days_above')::bigint, false))
$body$;
CREATE OR REPLACE FUNCTION policy_asks(what TEXT, about UUID, amount NUMERIC, facts JSONB) RETURNS BOOLEAN
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM policy_decision() AS one WHERE one.kind = what AND rule_asks(one.asking, what, about, amount, facts))
$body$;

-- A request asks those whom the policy names, all of them that can be told, and says of its subject what that says.
CREATE OR REPLACE FUNCTION request_is_as_the_policy_asks() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() OR (SELECT state FROM approval WHERE id = NEW.id) = 'superseded' THEN
        RETURN NULL;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM requested_subject(NEW.kind, NEW.subject_id) AS subject
                   WHERE coalesce(subject.digest, NEW.digest) = NEW.digest AND subject.revision = NEW.revision
                     AND coalesce(subject.amount, NEW.amount_minor) = NEW.amount_minor)
        OR NEW.currency <> company_currency() THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'approvals.not_its_subject';
    END IF;
    -- An approver is asked where no rule asks and somebody has to agree all the same. A document that was changed keeps
    -- those who were asked before.
    IF EXISTS (SELECT 1 FROM request_decision(NEW.id) AS seat
               WHERE NOT (seat.circle = 'role:approver' AND seat.most IS NULL AND seat.after_hours IS NULL)
                 AND NOT EXISTS (SELECT 1 FROM policy_decision() AS foreseen
                                 WHERE foreseen.kind IN (NEW.kind, 'budget_overrun', 'contract') AND foreseen.circle = seat.circle
                                   AND foreseen.most IS NOT DISTINCT FROM seat.most
                                   AND foreseen.after_hours IS NOT DISTINCT FROM seat.after_hours
                                   AND foreseen.further IS NOT DISTINCT FROM seat.further)
                 AND NOT EXISTS (SELECT 1 FROM approval AS earlier, request_decision(earlier.id) AS before
                                 WHERE earlier.kind = NEW.kind AND earlier.subject_id = NEW.subject_id AND earlier.revision < NEW.revision
                                   AND before.circle = seat.circle AND before.most IS NOT DISTINCT FROM seat.most))
        OR EXISTS (SELECT 1 FROM policy_decision() AS needed
                   WHERE needed.kind = NEW.kind AND rule_asks(needed.asking, NEW.kind, NEW.subject_id, NEW.amount_minor, NEW.facts::jsonb)
                     AND NOT EXISTS (SELECT 1 FROM policy_decision() AS before
                                     WHERE before.rule = needed.rule AND before.step < needed.step AND before.most >= NEW.amount_minor)
                     AND NOT EXISTS (SELECT 1 FROM request_decision(NEW.id) AS seat WHERE seat.circle = needed.circle)) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'approvals.not_as_the_policy_asks';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS approval_is_as_the_policy_asks ON approval;
CREATE CONSTRAINT TRIGGER approval_is_as_the_policy_asks AFTER INSERT ON approval DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION request_is_as_the_policy_asks();

-- What was asked about and not refused is granted only where somebody agreed, or nobody had to be asked. Who was asked
-- once is not passed over by taking the request back, except by a controller who changed the policy.
CREATE OR REPLACE FUNCTION matter_is_granted(matter UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce((SELECT state = 'approved' OR (state = 'superseded' AND superseded_by IN (SELECT user_name FROM app_user_role WHERE role = 'controller'))
                     FROM approval WHERE subject_id = matter ORDER BY (state <> 'superseded') DESC, requested_at DESC LIMIT 1),
                    (SELECT NOT policy_asks(kind, id, company_amount_minor, facts::jsonb) OR is_owner() FROM approval_matter WHERE id = matter), false)
$body$;
CREATE OR REPLACE VIEW granted_change AS
SELECT matter_id, field, record_id, revision, after_number FROM asked_change
WHERE NOT EXISTS (SELECT 1 FROM approval WHERE approval.subject_id = asked_change.matter_id
                  AND approval.state IN ('pending', 'rejected'))
    AND matter_is_granted(matter_id);
CREATE OR REPLACE VIEW granted_contract AS
SELECT matter_id, contract_id, version, body FROM asked_contract
WHERE NOT EXISTS (SELECT 1 FROM approval WHERE approval.subject_id = asked_contract.matter_id
                  AND approval.state IN ('pending', 'rejected'))
    AND matter_is_granted(matter_id);

-- What is issued is whole: lines and taxes add up to it, it is posted once, and the trail names it.
CREATE OR REPLACE FUNCTION issued_document_is_whole() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    net BIGINT;
    line_tax BIGINT;
    group_tax BIGINT;
    posted BIGINT;
    entries BIGINT;
    is_note CONSTANT BOOLEAN := TG_TABLE_NAME = 'credit_note';
    of_kinds CONSTANT TEXT[] := CASE WHEN is_note THEN ARRAY['credit_note'] ELSE ARRAY['invoice', 'opening_receivable'] END;
    acts CONSTANT TEXT[] := CASE WHEN is_note THEN ARRAY['credit_note.issue'] ELSE ARRAY['invoice.issue', 'invoice.take_over'] END;
BEGIN
    IF is_owner() THEN
        RETURN NULL;
    END IF;
    IF is_note THEN
        SELECT coalesce(sum(net_minor), 0), coalesce(sum(tax_minor), 0) INTO net, line_tax FROM credit_note_line WHERE credit_note_id = NEW.id;
        SELECT coalesce(sum(tax_minor), 0) INTO group_tax FROM credit_note_tax_group WHERE credit_note_id = NEW.id;
    ELSE
        SELECT coalesce(sum(net_minor), 0), coalesce(sum(tax_minor), 0) INTO net, line_tax FROM invoice_line WHERE invoice_id = NEW.id;
        SELECT coalesce(sum(tax_minor), 0) INTO group_tax FROM invoice_tax_group WHERE invoice_id = NEW.id;
    END IF;
    SELECT count(DISTINCT entry.id), coalesce(sum(amount_minor) FILTER (WHERE account = 'receivable'), 0) INTO entries, posted
    FROM ledger_entry AS entry JOIN posting ON entry_id = entry.id WHERE entry.kind = ANY (of_kinds) AND entry.subject_id = NEW.id;
    IF net <> coalesce((to_jsonb(NEW) ->> 'subtotal_minor')::bigint, (to_jsonb(NEW) ->> 'net_minor')::bigint)
        OR line_tax <> NEW.tax_minor OR group_tax <> NEW.tax_minor
        OR entries <> (CASE WHEN NEW.total_minor = 0 THEN 0 ELSE 1 END)
        OR posted <> (CASE WHEN is_note THEN -NEW.total_minor ELSE coalesce((to_jsonb(NEW) ->> 'amount_due_minor')::bigint, NEW.total_minor) END)
        OR NOT EXISTS (SELECT 1 FROM audit_record, jsonb_array_elements(CASE WHEN body::jsonb ? 'documents' THEN body::jsonb -> 'documents' ELSE '[]' END) AS named
                       WHERE audit_record.kind = ANY (acts) AND sequence > (SELECT max(sequence) - 50 FROM audit_record)
                         AND named ->> 'number' = NEW.number AND named ->> 'digest' = NEW.digest) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'billing.document_incomplete';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS invoice_is_whole ON invoice;
CREATE CONSTRAINT TRIGGER invoice_is_whole AFTER UPDATE OF state ON invoice DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.state = 'issued' AND old.state <> 'issued') EXECUTE FUNCTION issued_document_is_whole();
DROP TRIGGER IF EXISTS credit_note_is_whole ON credit_note;
CREATE CONSTRAINT TRIGGER credit_note_is_whole AFTER UPDATE OF state ON credit_note DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (new.state = 'issued' AND old.state <> 'issued') EXECUTE FUNCTION issued_document_is_whole();

-- A receivable that is given up settles its own invoice, by as much as was given up.
CREATE OR REPLACE FUNCTION given_up_is_its_own() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND EXISTS (SELECT 1 FROM payment WHERE id = NEW.payment_id AND method = 'write_off')
        AND NOT EXISTS (SELECT 1 FROM write_off WHERE id = NEW.payment_id AND state = 'done' AND invoice_id = NEW.invoice_id
                        AND amount_minor = NEW.amount_minor) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'receivables.write_off_not_approved';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS payment_application_gives_up_its_own ON payment_application;
CREATE CONSTRAINT TRIGGER payment_application_gives_up_its_own AFTER INSERT ON payment_application DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION given_up_is_its_own();

-- Money that came stands in an entry of the bank; what is given up or paid back stands in its own row.
CREATE OR REPLACE FUNCTION payment_has_its_ground() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() OR NOT EXISTS (SELECT 1 FROM payment WHERE id = NEW.id)
        OR (NEW.method = 'bank' AND EXISTS (SELECT 1 FROM bank_payment JOIN bank_entry ON bank_entry.id = entry_id
                                            WHERE payment_id = NEW.id AND booking = 'booked'))
        OR (NEW.method = 'write_off' AND EXISTS (SELECT 1 FROM write_off WHERE id = NEW.id AND state = 'done'))
        OR (NEW.method = 'refund' AND EXISTS (SELECT 1 FROM refund WHERE id = NEW.id AND state = 'done')) THEN
        RETURN NULL;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'payments.without_ground';
END $body$;
DROP TRIGGER IF EXISTS payment_has_its_ground ON payment;
CREATE CONSTRAINT TRIGGER payment_has_its_ground AFTER INSERT ON payment DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION payment_has_its_ground();

-- What search shows is what the record says, and goes with the record alone.
CREATE OR REPLACE FUNCTION found_record(of_kind TEXT, key UUID) RETURNS TABLE (account_key UUID, found_number TEXT, found_title TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT id, number, name FROM account WHERE of_kind = 'account' AND id = key
    UNION ALL SELECT account_id, code, name FROM location WHERE of_kind = 'location' AND id = key
    UNION ALL SELECT account_id, '', name FROM contact WHERE of_kind = 'person' AND id = key
    UNION ALL SELECT account_id, number, '' FROM contract WHERE of_kind = 'contract' AND id = key
    UNION ALL SELECT account_id, coalesce(number, ''), NULL FROM invoice WHERE of_kind = 'invoice' AND id = key
$body$;
CREATE OR REPLACE FUNCTION entry_is_of_its_record() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner()
        AND (EXISTS (SELECT 1 FROM search_entry AS entry WHERE entry.kind = coalesce(NEW.kind, OLD.kind) AND entry.record_id = coalesce(NEW.record_id, OLD.record_id)
                     AND NOT EXISTS (SELECT 1 FROM found_record(entry.kind, entry.record_id) AS found
                                     WHERE account_key = entry.account_id AND found_number = entry.number AND coalesce(found_title, entry.title) = entry.title))
             OR (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM found_record(OLD.kind, OLD.record_id))
                 AND NOT EXISTS (SELECT 1 FROM search_entry AS entry WHERE entry.kind = OLD.kind AND entry.record_id = OLD.record_id))) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'search.entry_differs';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS search_entry_is_of_its_record ON search_entry;
CREATE CONSTRAINT TRIGGER search_entry_is_of_its_record AFTER INSERT OR UPDATE OR DELETE ON search_entry DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION entry_is_of_its_record();

-- Who made a document stays who made it.
CREATE OR REPLACE FUNCTION maker_is_fixed() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND (NEW.created_by IS DISTINCT FROM OLD.created_by OR NEW.created_at IS DISTINCT FROM OLD.created_at
                           OR NEW.run_id IS DISTINCT FROM OLD.run_id) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'who made the document';
    END IF;
    RETURN NEW;
END $body$;
DROP TRIGGER IF EXISTS invoice_maker_is_fixed ON invoice;
CREATE TRIGGER invoice_maker_is_fixed BEFORE UPDATE OF created_by, created_at, run_id ON invoice FOR EACH ROW EXECUTE FUNCTION maker_is_fixed();

-- Whoever saves a row stands in it, and a budget that blocks is loosened by who may do that.
CREATE OR REPLACE FUNCTION saved_by_me() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM me() THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'purchasing.saved_by_another';
    END IF;
    RETURN NEW;
END $body$;
DROP TRIGGER IF EXISTS budget_is_saved_by_me ON budget;
CREATE TRIGGER budget_is_saved_by_me BEFORE UPDATE ON budget FOR EACH ROW EXECUTE FUNCTION saved_by_me('saved_by');

-- A note is its author's: nobody else rewrites it, takes it over or takes it away, and it is not dated back.
CREATE OR REPLACE FUNCTION note_is_its_authors() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() THEN
        RETURN coalesce(NEW, OLD);
    END IF;
    IF OLD.author IS DISTINCT FROM me()
        OR (TG_OP = 'UPDATE' AND (NEW.author <> OLD.author OR NEW.written_at <> OLD.written_at OR NEW.account_id <> OLD.account_id)) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'notes.of_another';
    END IF;
    RETURN coalesce(NEW, OLD);
END $body$;
DROP TRIGGER IF EXISTS note_is_its_authors ON note;
CREATE TRIGGER note_is_its_authors BEFORE UPDATE OR DELETE ON note FOR EACH ROW EXECUTE FUNCTION note_is_its_authors();

-- A part of shared work is taken and done by who may do that kind of work.
CREATE OR REPLACE FUNCTION work_is_theirs() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND reach(CASE NEW.kind WHEN 'bill_run' THEN 'bill.prepare' WHEN 'usage_import' THEN 'usage.import' ELSE 'ledger.export' END) <> 'all' THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'work of another kind';
    END IF;
    RETURN NEW;
END $body$;
DROP TRIGGER IF EXISTS work_batch_is_theirs ON work_batch;
CREATE TRIGGER work_batch_is_theirs BEFORE INSERT OR UPDATE ON work_batch FOR EACH ROW EXECUTE FUNCTION work_is_theirs();

-- What was counted once is remembered: keys of events are put together anew, and never fewer.
CREATE OR REPLACE FUNCTION events_stay_seen() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner()
        AND (coalesce((SELECT sum(keys) FROM usage_seen_run WHERE source = OLD.source), 0)
                 < (SELECT coalesce(sum(added), 0) FROM usage_import WHERE source = OLD.source AND sha256 <> '')
             OR EXISTS (SELECT 1 FROM usage_seen_run AS run WHERE run.source = OLD.source
                        AND run.keys * 16 <> (SELECT coalesce(sum(octet_length(part.keys)), 0) FROM usage_seen AS part
                                              WHERE part.source = run.source AND part.run = run.run))) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'usage.events_forgotten';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS usage_seen_run_is_kept ON usage_seen_run;
CREATE CONSTRAINT TRIGGER usage_seen_run_is_kept AFTER UPDATE OR DELETE ON usage_seen_run DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION events_stay_seen();
-- A run is taken away before its parts: parts of one that stands are not touched. Looked at once a statement.
CREATE OR REPLACE FUNCTION seen_parts_are_of_no_run() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NOT is_owner() AND EXISTS (SELECT 1 FROM usage_seen_run AS run
                                  WHERE (run.source, run.run) IN (SELECT source, run FROM gone)) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'usage.events_forgotten';
    END IF;
    RETURN NULL;
END $body$;
DROP TRIGGER IF EXISTS usage_seen_is_kept ON usage_seen;
CREATE TRIGGER usage_seen_is_kept AFTER DELETE ON usage_seen REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION seen_parts_are_of_no_run();
DROP TRIGGER IF EXISTS usage_seen_is_fixed ON usage_seen;
CREATE TRIGGER usage_seen_is_fixed AFTER UPDATE ON usage_seen REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION seen_parts_are_of_no_run();

-- Months of usage are made by who brings usage.
CREATE OR REPLACE FUNCTION guard_usage_months() RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    held TEXT;
BEGIN
    REVOKE ALL ON FUNCTION make_usage_months(DATE, DATE) FROM accord_member;
    FOR held IN SELECT DISTINCT role FROM permission WHERE operation = 'usage.import' AND permission.reach <> 'none' LOOP
        EXECUTE format('GRANT EXECUTE ON FUNCTION make_usage_months(DATE, DATE) TO %I', 'accord_' || held);
    END LOOP;
END $body$;

-- Who may only edit contracts puts none into force: somebody agreed to the version, or to the change that makes it.
CREATE OR REPLACE FUNCTION contract_is_activated() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() OR reach('contract.activate') <> 'none'
        OR EXISTS (SELECT 1 FROM asked_contract AS asked JOIN approval ON approval.subject_id = asked.matter_id
                   WHERE asked.contract_id = NEW.contract_id AND asked.version = NEW.version AND asked.body = NEW.body
                     AND approval.state = 'approved')
        OR EXISTS (SELECT 1 FROM asked_change AS asked JOIN approval ON approval.subject_id = asked.matter_id
                   WHERE asked.record_id = NEW.contract_id AND asked.revision = NEW.version - 1 AND approval.state = 'approved') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'contracts.not_activated';
END $body$;
DROP TRIGGER IF EXISTS contract_version_is_activated ON contract_version;
CREATE TRIGGER contract_version_is_activated BEFORE INSERT ON contract_version FOR EACH ROW EXECUTE FUNCTION contract_is_activated();
