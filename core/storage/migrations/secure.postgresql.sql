-- How the database of a team keeps people to what the permission matrix lets them do, whatever program they use. Run by
-- the owner of the database, in one transaction, and again after every change of the schema, of people or of the matrix.
--
-- Who somebody is says the login (session_user), bound for ever to a person; never a setting, which anybody can set. What
-- a person may do is read in the tables of the workspace at each statement: a role that was taken away is gone at once.

CREATE TABLE IF NOT EXISTS person_login (
    login_oid OID PRIMARY KEY,               -- a login that is renamed stays the person; a name used again is another one
    login TEXT NOT NULL,
    user_name TEXT COLLATE "C" NOT NULL UNIQUE REFERENCES app_user (name),
    bound_at TIMESTAMPTZ NOT NULL DEFAULT now()
);
-- The matrix, and which of its operations each table takes part in.
CREATE TABLE IF NOT EXISTS permission (
    operation TEXT NOT NULL,
    role TEXT NOT NULL,
    reach TEXT NOT NULL CHECK (reach IN ('none', 'own', 'region', 'all')),
    PRIMARY KEY (operation, role)
);
CREATE TABLE IF NOT EXISTS table_access (
    name TEXT PRIMARY KEY,
    reading TEXT NOT NULL,
    adding TEXT NOT NULL,
    changing TEXT NOT NULL,
    removing TEXT NOT NULL,
    within TEXT NOT NULL,
    own TEXT NOT NULL,
    added_by TEXT NOT NULL,
    changed_by TEXT NOT NULL,
    also_reading TEXT NOT NULL,
    also_changing TEXT NOT NULL,
    adding_if TEXT NOT NULL
);

-- "company": not for who works for some companies or cost centres only; "bill": not for who looks after some cost centres.
ALTER TABLE permission ADD COLUMN IF NOT EXISTS whole TEXT NOT NULL DEFAULT '' CHECK (whole IN ('', 'company', 'bill'));

ALTER TABLE approval ADD COLUMN IF NOT EXISTS superseded_by TEXT COLLATE "C";

CREATE OR REPLACE FUNCTION person_login_is_kept() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'identity.login_bound';
END $body$;
DROP TRIGGER IF EXISTS person_login_is_kept ON person_login;
CREATE TRIGGER person_login_is_kept BEFORE UPDATE OR DELETE ON person_login FOR EACH ROW EXECUTE FUNCTION person_login_is_kept();

-- Every statement of everybody asks these, some of them several times. plpgsql keeps their plans for as long as somebody is signed in; SQL
-- functions are planned anew each time.
CREATE OR REPLACE FUNCTION me() RETURNS TEXT LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN (SELECT user_name FROM person_login JOIN pg_catalog.pg_roles ON pg_roles.oid = login_oid WHERE rolname = session_user);
END $body$;
CREATE OR REPLACE FUNCTION is_owner() RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT pg_has_role(session_user, nspowner, 'MEMBER') FROM pg_catalog.pg_namespace WHERE nspname = 'acc'
$body$;
-- The companies and the cost centres that the person works for; NULL: all of them.
CREATE OR REPLACE FUNCTION my_entities() RETURNS UUID[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN (SELECT array_agg(one::uuid) FROM app_user, jsonb_array_elements_text(entities::jsonb) AS one WHERE name = (SELECT me()));
END $body$;
CREATE OR REPLACE FUNCTION my_cost_centres() RETURNS TEXT[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN (SELECT array_agg(one) FROM app_user, jsonb_array_elements_text(cost_centres::jsonb) AS one WHERE name = (SELECT me()));
END $body$;
CREATE OR REPLACE FUNCTION is_confined() RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN my_entities() IS NOT NULL OR my_cost_centres() IS NOT NULL;
END $body$;
-- How far the person goes with one of several operations. What stands in a SELECT of its own is found once, not for each right.
CREATE OR REPLACE FUNCTION reach(operations TEXT) RETURNS TEXT LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    person CONSTANT TEXT := me();
    any_of CONSTANT TEXT[] := string_to_array(operations, ' ');
BEGIN
    RETURN (SELECT (ARRAY['none', 'own', 'region', 'all'])[1 + coalesce(max(array_position(ARRAY['none', 'own', 'region', 'all'], permission.reach) - 1), 0)]
            FROM app_user_role JOIN permission ON permission.role = app_user_role.role COLLATE "C"
            WHERE user_name = person AND operation = ANY (any_of)
              AND CASE whole WHEN 'company' THEN NOT (SELECT is_confined()) WHEN 'bill' THEN (SELECT my_cost_centres()) IS NULL ELSE true END);
END $body$;
CREATE OR REPLACE FUNCTION has_role(wanted TEXT) RETURNS BOOLEAN LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN EXISTS (SELECT 1 FROM app_user_role WHERE user_name = (SELECT me()) AND role = wanted);
END $body$;
CREATE OR REPLACE FUNCTION my_regions() RETURNS TEXT[] LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN (SELECT coalesce(array_agg(trim(one)) FILTER (WHERE trim(one) <> ''), '{}')
            FROM app_user, string_to_table(region, ',') AS one WHERE name = (SELECT me()));
END $body$;
-- Somebody who could decide about a request in their own right or in the place of another person.
CREATE OR REPLACE FUNCTION holds_seat(request UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    WITH person AS (
        SELECT me() AS name
        UNION SELECT from_user FROM standing_delegation WHERE to_user = me() AND ended_at IS NULL
        UNION SELECT from_user FROM approval_delegation WHERE to_user = me() AND approval_id = request
    )
    SELECT EXISTS (
        SELECT 1 FROM approval_holder AS holder, person
        WHERE holder.approval_id = request
          AND ((holder.kind = 'person' AND holder.name = person.name)
               OR (holder.kind = 'role'
                   AND EXISTS (SELECT 1 FROM app_user_role AS held WHERE held.user_name = person.name
                               AND (held.role = holder.name OR (holder.name = 'approver' AND held.role = 'controller'))))))
$body$;
CREATE OR REPLACE FUNCTION decided_by_me(what TEXT, about UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM approval JOIN decision ON approval_id = id
                   WHERE kind = what AND subject_id = about AND state <> 'superseded' AND decided_by = (SELECT me()))
$body$;
-- The same person asked before: a new policy asks again in their name.
CREATE OR REPLACE FUNCTION asked_before(what TEXT, about UUID, requester TEXT, maker TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT reach('policy.publish') = 'all'
        AND EXISTS (SELECT 1 FROM approval WHERE kind = what AND subject_id = about AND requested_by = requester AND created_by = maker)
$body$;
-- Who made what a request is about: neither they nor who asks decides.
CREATE OR REPLACE FUNCTION maker_of(what TEXT, about UUID) RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce((SELECT created_by FROM invoice WHERE id = about), (SELECT requested_by FROM credit_note WHERE id = about),
                    (SELECT requested_by FROM write_off WHERE id = about), (SELECT requested_by FROM refund WHERE id = about),
                    (SELECT taken_by FROM dunning_step WHERE id = about), (SELECT made_by FROM approval_matter WHERE id = about))
$body$;
-- Who opened the run that an invoice is of: workers ask for approval in that name.
CREATE OR REPLACE FUNCTION opener_of(about UUID) RETURNS TEXT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT started_by FROM invoice JOIN bill_run ON bill_run.id = run_id WHERE invoice.id = about
$body$;
CREATE OR REPLACE FUNCTION contract_in_reach(contract_key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT NOT EXISTS (SELECT 1 FROM contract WHERE id = contract_key)
        OR EXISTS (SELECT 1 FROM contract JOIN account ON account.id = account_id WHERE contract.id = contract_key
                   AND (reach('contract.edit contract.activate') = 'all' OR account.region = ANY (my_regions())))
$body$;
-- An account or a contract of which the person decided what it becomes: the last to agree puts that into force.
CREATE OR REPLACE FUNCTION record_agreed_by_me(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM (SELECT matter_id FROM asked_contract WHERE contract_id = key
                                  UNION ALL SELECT matter_id FROM asked_change WHERE record_id = key) AS asked
                   JOIN approval ON subject_id = matter_id JOIN decision ON approval_id = approval.id
                   WHERE approval.state <> 'superseded' AND decided_by = me())
$body$;
-- The same of an account or of one of its contracts, whose worth stands on the account.
CREATE OR REPLACE FUNCTION account_agreed_by_me(account_key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT record_agreed_by_me(account_key)
        OR EXISTS (SELECT 1 FROM contract WHERE account_id = account_key AND record_agreed_by_me(id))
$body$;
-- A file that the person brought, or that is kept beside an account which they may see.
CREATE OR REPLACE FUNCTION content_in_reach(content UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM attachment_content WHERE id = content AND brought_by = me())
        OR EXISTS (SELECT 1 FROM attachment JOIN account ON account.id = account_id WHERE content_id = content
                   AND (my_entities() IS NULL OR issuing_entity_id = ANY (my_entities()))
                   AND (reach('account.read') = 'all' OR (reach('account.read') <> 'none' AND account.region = ANY (my_regions()))))
$body$;
-- An act that concerns an account of the person's regions.
CREATE OR REPLACE FUNCTION audit_in_region(of_kind TEXT, of_id TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM account WHERE region = ANY (my_regions()) AND id = CASE of_kind
        WHEN 'account' THEN key
        WHEN 'contract' THEN (SELECT account_id FROM contract WHERE id = key)
        WHEN 'invoice' THEN (SELECT account_id FROM invoice WHERE id = key)
        WHEN 'credit_note' THEN (SELECT account_id FROM credit_note WHERE id = key) END)
    FROM (SELECT CASE WHEN of_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN of_id::uuid END AS key) AS about
$body$;
CREATE OR REPLACE FUNCTION account_exists(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM account WHERE id = key)
$body$;

-- Who is connected: everybody sees themselves, who looks after the database or the audit trail sees all.
CREATE OR REPLACE FUNCTION sessions() RETURNS TABLE (person TEXT, since TIMESTAMPTZ, latest TIMESTAMPTZ, program TEXT, address TEXT)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT user_name, backend_start, state_change, application_name, coalesce(host(client_addr), '')
    FROM pg_catalog.pg_stat_activity JOIN person_login ON login_oid = usesysid
    WHERE datname = current_database()
      AND (user_name = me() OR is_owner() OR reach('workspace.maintain audit.read') = 'all')
    ORDER BY backend_start
$body$;

-- The canonical form of core/base/canonical: each field with its length.
CREATE OR REPLACE FUNCTION canonical(field TEXT) RETURNS BYTEA LANGUAGE sql IMMUTABLE STRICT SET search_path = acc, pg_temp AS $body$
    SELECT convert_to(octet_length(convert_to(field, 'UTF8'))::text || ':' || field || ';', 'UTF8')
$body$;
CREATE OR REPLACE FUNCTION audit_hash_is_right() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NEW.hash <> encode(sha256(canonical(NEW.previous_hash) || canonical(NEW.sequence::text)
                                 || canonical(to_char(NEW.recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"'))
                                 || canonical(normalize(NEW.actor)) || canonical(normalize(NEW.device)) || canonical(normalize(NEW.kind))
                                 || canonical(normalize(NEW.subject_kind)) || canonical(normalize(NEW.subject_id)) || canonical(NEW.body)), 'hex') THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'audit.out_of_order';
    END IF;
    RETURN NEW;
END $body$;
-- Nothing is dated back: an act is of now, except where the workspace fixes its day.
CREATE OR REPLACE FUNCTION is_of_now() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    at TIMESTAMPTZ := (to_jsonb(NEW) ->> TG_ARGV[0])::timestamptz;
BEGIN
    IF NOT is_owner() AND NOT EXISTS (SELECT 1 FROM workspace_setting WHERE key = 'fixed_today')
        AND at NOT BETWEEN clock_timestamp() - interval '15 minutes' AND clock_timestamp() + interval '15 minutes' THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'storage.clock_differs';
    END IF;
    RETURN NEW;
END $body$;
CREATE OR REPLACE FUNCTION escalation_is_due() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    -- Hours of business, so that at the least as many have gone by.
    IF NOT EXISTS (SELECT 1 FROM approval_seat JOIN approval ON approval.id = approval_id
                   WHERE approval_id = NEW.approval_id AND step = NEW.step
                     AND NEW.escalated_at >= requested_at + escalate_hours * interval '1 hour') THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'approvals.not_escalated';
    END IF;
    RETURN NEW;
END $body$;

-- Triggers of people. The owner of the database is outside of these rules, and shows in the audit chain and its seals.
CREATE OR REPLACE FUNCTION changed_by_me() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM to_jsonb(OLD) ->> TG_ARGV[0]
        AND to_jsonb(NEW) ->> TG_ARGV[0] IS DISTINCT FROM me() AND NOT is_owner() THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = TG_ARGV[0] || ' is another person';
    END IF;
    RETURN NEW;
END $body$;
CREATE OR REPLACE FUNCTION only_counts_up() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF NEW.commits <> OLD.commits + 1 OR NEW.singleton <> OLD.singleton OR NEW.apart NOT IN (OLD.apart, OLD.apart + 1) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the order of writers only counts up';
    END IF;
    RETURN NEW;
END $body$;
-- What of an account is more than its care: tax, terms, payer, hold, region.
CREATE OR REPLACE FUNCTION billing_data_is_theirs() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    care CONSTANT TEXT[] := ARRAY['name', 'name_folded', 'segment', 'customer_success_manager', 'arr_minor', 'renewal_on',
                                  'location_count', 'version', 'updated_at'];
    figures CONSTANT TEXT[] := ARRAY['arr_minor', 'renewal_on', 'location_count'];
    agreed TEXT[] := '{}';
BEGIN
    IF reach('account.bill') <> 'all' AND record_agreed_by_me(NEW.id) THEN
        agreed := ARRAY['payment_terms_days', 'version', 'updated_at'];
    END IF;
    IF to_jsonb(NEW) - care - agreed IS DISTINCT FROM to_jsonb(OLD) - care - agreed AND reach('account.bill') <> 'all' AND NOT is_owner() THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'billing data of accounts';
    END IF;
    IF reach('account.edit account.bill') = 'none' AND NOT is_owner()
        AND to_jsonb(NEW) - figures - agreed IS DISTINCT FROM to_jsonb(OLD) - figures - agreed THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'data of accounts';
    END IF;
    RETURN NEW;
END $body$;
-- Who registers a company with the tax office of a state changes nothing else of it. Payment instructions have a rule of
-- their own, by which another person agrees.
CREATE OR REPLACE FUNCTION company_data_is_theirs() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    registered CONSTANT TEXT[] := ARRAY['nexus_states', 'economic_nexus', 'payment_instructions', 'version'];
BEGIN
    IF to_jsonb(NEW) - registered IS DISTINCT FROM to_jsonb(OLD) - registered AND reach('company.edit') <> 'all' AND NOT is_owner() THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'data of the company';
    END IF;
    -- Numbers of a year that has begun keep their form, and the code is what people and series go by.
    IF NOT is_owner() AND (NEW.code <> OLD.code OR NEW.currency <> OLD.currency) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'code and currency of the company';
    END IF;
    IF NOT is_owner() AND NEW.number_format <> OLD.number_format
        AND EXISTS (SELECT 1 FROM number_series WHERE issuing_entity_id = NEW.id AND next_number > 1
                    AND year >= extract(year FROM coalesce((SELECT value::date FROM workspace_setting WHERE key = 'fixed_today'), current_date))) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'company.number_format_begun';
    END IF;
    RETURN NEW;
END $body$;
CREATE OR REPLACE FUNCTION entity_exists(entity UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM issuing_entity WHERE id = entity)
$body$;
-- What another system billed, as who may take it over brings it: it has the number of there, and nobody approves it anew.
CREATE OR REPLACE FUNCTION is_taken_over(invoice_key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT reach('receivable.take_over') = 'all'
        AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = invoice_key AND kind = 'opening')
        AND NOT EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = invoice_key AND kind <> 'opening')
$body$;
-- Who decides moves a document on and changes nothing else of it. Who charges late payment issues what asks for it.
CREATE OR REPLACE FUNCTION decider_moves_only() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() OR reach(TG_ARGV[0]) <> 'none' OR is_taken_over(NEW.id) THEN
        RETURN NEW;
    END IF;
    IF reach('collection.act') = 'all' AND EXISTS (SELECT 1 FROM late_charge WHERE note_id = NEW.id AND charged_by = me()) THEN
        RETURN NEW;
    END IF;
    IF to_jsonb(NEW) - ARRAY['state', 'dated'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'dated'] OR NEW.state = 'issued' THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'only the state after a decision';
    END IF;
    RETURN NEW;
END $body$;

-- The number that was taken last of the series, and no other.
CREATE OR REPLACE FUNCTION number_text(format TEXT, in_year BIGINT, n BIGINT) RETURNS TEXT LANGUAGE sql IMMUTABLE SET search_path = acc, pg_temp AS $body$
    SELECT replace(replace(format, '{year}', in_year::text), '{number}', lpad(n::text, greatest(6, length(n::text)), '0'))
$body$;
CREATE OR REPLACE FUNCTION number_is_taken() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    format TEXT;
BEGIN
    IF NEW.number IS NULL OR NEW.number IS NOT DISTINCT FROM OLD.number OR is_owner()
        OR (TG_ARGV[0] = 'invoice' AND is_taken_over(NEW.id)) THEN
        RETURN NEW;
    END IF;
    SELECT number_format INTO format FROM issuing_entity WHERE id = NEW.issuing_entity_id;
    IF TG_ARGV[0] = 'credit_note' THEN
        format := 'CN-' || regexp_replace(format, '^INV-', '');
    END IF;
    IF NOT EXISTS (SELECT 1 FROM number_series AS taken WHERE taken.issuing_entity_id = NEW.issuing_entity_id
                   AND taken.series = TG_ARGV[0] AND taken.year = extract(year FROM NEW.issue_date)
                   AND number_text(format, taken.year, taken.next_number - 1) = NEW.number) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'billing.number_gap';
    END IF;
    RETURN NEW;
END $body$;
-- Nothing is taken that no document has: tested when everything of the transaction is there.
CREATE OR REPLACE FUNCTION number_is_used() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    format TEXT;
    taken TEXT;
BEGIN
    IF is_owner() THEN
        RETURN NULL;
    END IF;
    SELECT number_format INTO format FROM issuing_entity WHERE id = NEW.issuing_entity_id;
    IF NEW.series = 'credit_note' THEN
        format := 'CN-' || regexp_replace(format, '^INV-', '');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.next_number <> coalesce((SELECT first_number FROM number_series_start AS begun WHERE begun.issuing_entity_id = NEW.issuing_entity_id
                                        AND begun.series = NEW.series AND begun.year = NEW.year), 1) THEN
            RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'billing.number_gap';
        END IF;
        RETURN NULL;
    END IF;
    taken := number_text(format, NEW.year, NEW.next_number - 1);
    IF NOT EXISTS (SELECT 1 FROM invoice WHERE issuing_entity_id = NEW.issuing_entity_id AND number = taken)
        AND NOT EXISTS (SELECT 1 FROM credit_note WHERE issuing_entity_id = NEW.issuing_entity_id AND number = taken)
        AND NOT EXISTS (SELECT 1 FROM number_reservation AS kept WHERE kept.issuing_entity_id = NEW.issuing_entity_id
                        AND kept.series = NEW.series AND kept.year = NEW.year
                        AND NEW.next_number - 1 BETWEEN kept.first_number AND kept.last_number) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'billing.number_gap';
    END IF;
    RETURN NULL;
END $body$;

-- A document that the policy in force asks about is not issued without. And
-- who was asked once is not passed over by taking the request back.
CREATE OR REPLACE FUNCTION approval_is_there() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    latest approval%ROWTYPE;
    this_revision BIGINT := coalesce((to_jsonb(NEW) ->> 'revision')::bigint, 1);
BEGIN
    IF NEW.state <> 'issued' OR OLD.state = 'issued' OR is_owner() THEN
        RETURN NEW;
    END IF;
    -- What late payment costs follows from its rule, and is given back with an invoice that is void.
    IF EXISTS (SELECT 1 FROM late_charge WHERE note_id = NEW.id) OR (TG_ARGV[0] = 'invoice' AND is_taken_over(NEW.id))
        OR (TG_ARGV[0] = 'credit_note'
            AND EXISTS (SELECT 1 FROM late_charge AS charge JOIN credit_note AS voiding ON voiding.invoice_id = charge.invoice_id
                        WHERE charge.note_id = (to_jsonb(NEW) ->> 'invoice_id')::uuid AND voiding.voids AND voiding.state = 'issued')) THEN
        RETURN NEW;
    END IF;
    SELECT * INTO latest FROM approval WHERE kind = TG_ARGV[0] AND subject_id = NEW.id
    ORDER BY (state <> 'superseded') DESC, requested_at DESC LIMIT 1;
    IF FOUND AND latest.state = 'approved' AND latest.digest = NEW.digest AND latest.revision = this_revision THEN
        RETURN NEW;
    END IF;
    IF FOUND AND NOT (latest.state = 'superseded' AND latest.superseded_by IN (SELECT user_name FROM app_user_role WHERE role = 'controller')) THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = TG_ARGV[1];
    END IF;
    IF policy_asks(TG_ARGV[0], NEW.id, NEW.company_total_minor, '{}') THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = TG_ARGV[1];
    END IF;
    RETURN NEW;
END $body$;
CREATE OR REPLACE FUNCTION superseded_by_me() RETURNS trigger LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    NEW.superseded_by := CASE WHEN NEW.state = 'superseded' THEN coalesce(OLD.superseded_by, me(), session_user) END;
    RETURN NEW;
END $body$;

-- What counts as whole has its hash, whoever says so.
CREATE OR REPLACE FUNCTION attachment_content_has_its_hash() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    IF encode(sha256((SELECT string_agg(bytes, '' ORDER BY part) FROM attachment_part WHERE content_id = NEW.id)), 'hex') IS DISTINCT FROM NEW.sha256 THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'attachments.damaged';
    END IF;
    RETURN NEW;
END $body$;

-- The copy is always what the account says, whatever somebody writes into it.
CREATE OR REPLACE FUNCTION take_region() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    NEW.region := (SELECT account.region FROM account WHERE id = (to_jsonb(NEW) ->> TG_ARGV[0])::uuid);
    RETURN NEW;
END $body$;
-- An account that moves to another region takes everything along.
CREATE OR REPLACE FUNCTION move_region() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    one table_access%ROWTYPE;
BEGIN
    FOR one IN SELECT * FROM table_access WHERE within LIKE 'copy:%' LOOP
        EXECUTE format('UPDATE %I SET region = $1 WHERE %I = $2', one.name, substr(one.within, 6)) USING NEW.region, NEW.id;
    END LOOP;
    RETURN NULL;
END $body$;

-- What a table takes of a region or of a person, as a condition on its rows.
CREATE OR REPLACE FUNCTION scope_text(one table_access) RETURNS TEXT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    kind TEXT := split_part(one.within, ':', 1);
    what TEXT := substr(one.within, length(kind) + 2);
BEGIN
    RETURN CASE kind
        WHEN '-' THEN 'true'
        WHEN 'self' THEN format('%I = (SELECT acc.me())', what)
        WHEN 'region' THEN 'region = ANY ((SELECT acc.my_regions())::text[])'
        WHEN 'copy' THEN 'region = ANY ((SELECT acc.my_regions())::text[])'
        WHEN 'account' THEN format('EXISTS (SELECT 1 FROM acc.account AS parent WHERE parent.id = %I.%I)', one.name, what)
        WHEN 'via' THEN format('EXISTS (SELECT 1 FROM acc.%I AS parent WHERE parent.%I = %I.%I)', split_part(what, '.', 1),
                               split_part(split_part(what, '.', 2), '=', 1), one.name, split_part(what, '=', 2))
        WHEN 'is' THEN what
    END;
END $body$;
-- The rows that a person reaches by one of several operations; NULL: nobody does.
CREATE OR REPLACE FUNCTION rows_text(one table_access, operations TEXT) RETURNS TEXT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    scope TEXT := scope_text(one);
    known TEXT := format('(SELECT acc.reach(%L))', ltrim(operations, '!'));
BEGIN
    IF operations = '-' THEN
        RETURN NULL;
    ELSIF operations = '**' THEN
        RETURN '(SELECT acc.me()) IS NOT NULL';
    ELSIF operations = '*' THEN
        RETURN '(SELECT acc.me()) IS NOT NULL AND ' || scope;
    END IF;
    RETURN format('%s = ''all'' OR (%s = ''region'' AND %s) OR (%s = ''own'' AND %s)', known, known, scope, known,
                  CASE WHEN one.own = '' THEN scope ELSE one.own END);
END $body$;

CREATE OR REPLACE FUNCTION grant_verb(one table_access, verb TEXT, operations TEXT, everybody BOOLEAN) RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    held TEXT;
BEGIN
    IF operations IN ('*', '**') OR everybody THEN
        EXECUTE format('GRANT %s ON %I TO accord_member', verb, one.name);
    ELSIF operations <> '-' THEN
        FOR held IN SELECT DISTINCT role FROM permission WHERE operation = ANY (string_to_array(ltrim(operations, '!'), ' '))
                    AND permission.reach <> 'none' LOOP
            EXECUTE format('GRANT %s ON %I TO %I', verb, one.name, 'accord_' || held);
        END LOOP;
    END IF;
END $body$;

CREATE OR REPLACE FUNCTION guard_table(one table_access) RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    policy_name TEXT;
    who TEXT;
    condition TEXT;
    added TEXT := '';
BEGIN
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', one.name);
    FOR policy_name IN SELECT policyname FROM pg_catalog.pg_policies WHERE schemaname = 'acc' AND tablename = one.name LOOP
        EXECUTE format('DROP POLICY %I ON %I', policy_name, one.name);
    END LOOP;
    IF one.within LIKE 'copy:%' THEN
        EXECUTE format('ALTER TABLE %I ADD COLUMN IF NOT EXISTS region TEXT COLLATE "C"', one.name);
        EXECUTE format('DROP TRIGGER IF EXISTS a_takes_region ON %I', one.name);
        EXECUTE format('CREATE TRIGGER a_takes_region BEFORE INSERT OR UPDATE OF %I, region ON %I FOR EACH ROW EXECUTE FUNCTION take_region(%L)',
                       substr(one.within, 6), one.name, substr(one.within, 6));
        EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON %I (region)', one.name || '_by_region', one.name);
    END IF;
    condition := rows_text(one, one.reading);
    IF one.also_reading <> '' THEN
        condition := format('(%s) OR (SELECT acc.me()) IS NOT NULL AND (%s)', coalesce(condition, 'false'), one.also_reading);
    END IF;
    IF condition IS NOT NULL THEN
        EXECUTE format('CREATE POLICY reading ON %I FOR SELECT TO accord_member USING (%s)', one.name, condition);
    END IF;
    FOREACH who IN ARRAY string_to_array(one.added_by, ' ') LOOP
        added := added || format(' AND %I = (SELECT acc.me())', who);
    END LOOP;
    IF one.adding_if <> '' THEN
        added := added || format(' AND (%s)', one.adding_if);
    END IF;
    condition := rows_text(one, one.adding);
    IF condition IS NOT NULL THEN
        EXECUTE format('CREATE POLICY adding ON %I FOR INSERT TO accord_member WITH CHECK ((%s)%s)', one.name, condition, added);
    END IF;
    condition := rows_text(one, one.changing);
    IF one.also_changing <> '' THEN
        condition := format('(%s) OR (SELECT acc.me()) IS NOT NULL AND (%s)', coalesce(condition, 'false'), one.also_changing);
    END IF;
    IF condition IS NOT NULL THEN
        EXECUTE format('CREATE POLICY changing ON %I FOR UPDATE TO accord_member USING (%s) WITH CHECK (%s)', one.name, condition, condition);
    END IF;
    condition := rows_text(one, one.removing);
    IF condition IS NOT NULL THEN
        EXECUTE format('CREATE POLICY removing ON %I FOR DELETE TO accord_member USING (%s)', one.name, condition);
    END IF;
    FOREACH who IN ARRAY string_to_array(one.changed_by, ' ') LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS %I ON %I', who || '_is_me', one.name);
        EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE ON %I FOR EACH ROW EXECUTE FUNCTION changed_by_me(%L)', who || '_is_me', one.name, who);
    END LOOP;
    -- Rows hide themselves; what only some may know of at all is not readable for the others either.
    PERFORM grant_verb(one, 'SELECT', one.reading, one.also_reading <> '' OR one.reading NOT LIKE '!%');
    PERFORM grant_verb(one, 'INSERT', one.adding, false);
    PERFORM grant_verb(one, 'UPDATE', one.changing, one.also_changing <> '');
    PERFORM grant_verb(one, 'DELETE', one.removing, false);
END $body$;

CREATE OR REPLACE FUNCTION guard_schema() RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    one table_access%ROWTYPE;
    held TEXT;
    missing TEXT;
    columns TEXT;
BEGIN
    SELECT string_agg(relname, ', ' ORDER BY relname) INTO missing FROM pg_catalog.pg_class
    WHERE relnamespace = 'acc'::regnamespace AND relkind IN ('r', 'p') AND relname NOT IN (SELECT name FROM table_access)
      AND relname NOT IN ('person_login', 'permission', 'table_access', 'reference_rate');
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'storage.table_unguarded', DETAIL = missing;
    END IF;
    FOR held IN SELECT 'member' UNION SELECT role FROM permission LOOP
        IF NOT EXISTS (SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = 'accord_' || held) THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', 'accord_' || held);
        END IF;
        EXECUTE format('REVOKE ALL ON ALL TABLES IN SCHEMA acc FROM %I', 'accord_' || held);
        EXECUTE format('REVOKE ALL ON ALL SEQUENCES IN SCHEMA acc FROM %I', 'accord_' || held);
        EXECUTE format('REVOKE ALL ON ALL ROUTINES IN SCHEMA acc FROM %I', 'accord_' || held);
    END LOOP;
    REVOKE ALL ON ALL TABLES IN SCHEMA acc FROM PUBLIC;
    REVOKE ALL ON ALL SEQUENCES IN SCHEMA acc FROM PUBLIC;
    REVOKE ALL ON ALL ROUTINES IN SCHEMA acc FROM PUBLIC;
    REVOKE ALL ON SCHEMA acc FROM PUBLIC;
    REVOKE CREATE ON SCHEMA public FROM PUBLIC;
    EXECUTE format('REVOKE CONNECT, TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO accord_member', current_database());
    GRANT USAGE ON SCHEMA acc TO accord_member;
    IF (SELECT rolsuper FROM pg_catalog.pg_roles WHERE rolname = current_user) THEN
        -- Large objects belong to no table; nobody here needs them.
        FOR held IN SELECT oid::regprocedure::text FROM pg_catalog.pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace
                    AND proname IN ('lo_creat', 'lo_create', 'lo_from_bytea', 'lo_put', 'lo_open', 'lo_unlink', 'lo_truncate', 'lo_truncate64', 'lowrite') LOOP
            EXECUTE format('REVOKE EXECUTE ON FUNCTION %s FROM PUBLIC', held);
        END LOOP;
    END IF;
    -- Rules read rows that whoever sets them off may not see.
    FOR held IN SELECT oid::regprocedure::text FROM pg_catalog.pg_proc
                WHERE pronamespace = 'acc'::regnamespace AND prorettype = 'trigger'::regtype LOOP
        EXECUTE format('ALTER FUNCTION %s SECURITY DEFINER', held);
    END LOOP;
    FOR held IN SELECT oid::regprocedure::text FROM pg_catalog.pg_proc
                WHERE pronamespace = 'acc'::regnamespace AND prokind IN ('f', 'a') AND prorettype <> 'trigger'::regtype
                  AND proname NOT IN ('scope_text', 'rows_text', 'grant_verb', 'guard_table', 'guard_schema', 'guard_scopes', 'confined_text', 'guard_usage_months', 'bind_person', 'give_roles')
                  AND NOT starts_with(proname, 'told_') LOOP
        EXECUTE format('GRANT EXECUTE ON ROUTINE %s TO accord_member', held);
    END LOOP;
    FOR one IN SELECT * FROM table_access ORDER BY name LOOP
        PERFORM guard_table(one);
    END LOOP;
    ALTER VIEW approval_seat_taker SET (security_invoker = true);
    ALTER VIEW prepayment_line SET (security_invoker = true);
    ALTER VIEW open_carried_bill SET (security_invoker = true);
    ALTER VIEW counting_exemption SET (security_invoker = true);
    GRANT SELECT ON approval_seat_taker, audit_head, prepayment_line, open_carried_bill, counting_exemption TO accord_member;
    FOR held IN SELECT unnest(ARRAY['person_login', 'permission', 'table_access', 'reference_rate']) LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', held);
    END LOOP;

    FOR one IN SELECT * FROM table_access WHERE within LIKE 'copy:%' LOOP
        -- A document that is issued moves with its account; nothing else of it changes.
        SELECT pg_get_triggerdef(oid) INTO held FROM pg_catalog.pg_trigger
        WHERE tgrelid = format('acc.%I', one.name)::regclass AND tgname = one.name || '_is_fixed';
        IF FOUND THEN
            SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns FROM pg_catalog.pg_attribute
            WHERE attrelid = format('acc.%I', one.name)::regclass AND attnum > 0 AND NOT attisdropped AND attname <> 'region';
            EXECUTE format('DROP TRIGGER %I ON %I', one.name || '_is_fixed', one.name);
            EXECUTE regexp_replace(held, ' BEFORE UPDATE (OF [^()]*? )?ON ', ' BEFORE UPDATE OF ' || columns || ' ON ');
        END IF;
        EXECUTE format('UPDATE %I SET region = account.region FROM account WHERE account.id = %I.%I AND %I.region IS DISTINCT FROM account.region',
                       one.name, one.name, substr(one.within, 6), one.name);
    END LOOP;
END $body$;

-- A login for a person. One that is there already is taken only when the owner says so.
CREATE OR REPLACE FUNCTION bind_person(person TEXT, login_name TEXT, existing BOOLEAN) RETURNS BOOLEAN LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    found pg_catalog.pg_roles%ROWTYPE;
    is_new BOOLEAN := false;
BEGIN
    IF EXISTS (SELECT 1 FROM person_login WHERE user_name = person) THEN
        IF login_name <> '' AND NOT EXISTS (SELECT 1 FROM person_login JOIN pg_catalog.pg_roles AS bound ON bound.oid = login_oid
                                            WHERE user_name = person AND rolname = login_name) THEN
            RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'identity.login_bound';
        END IF;
        RETURN false;
    END IF;
    IF login_name = '' THEN
        login_name := person;
    END IF;
    SELECT * INTO found FROM pg_catalog.pg_roles WHERE rolname = login_name;
    IF found.oid IS NULL THEN
        EXECUTE format('CREATE ROLE %I LOGIN', login_name);
        is_new := true;
        SELECT * INTO found FROM pg_catalog.pg_roles WHERE rolname = login_name;
    ELSIF NOT existing THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'identity.login_there';
    ELSIF found.rolsuper OR found.rolcreaterole OR found.rolcreatedb OR found.rolreplication OR found.rolbypassrls
        OR pg_has_role(found.oid, (SELECT nspowner FROM pg_catalog.pg_namespace WHERE nspname = 'acc'), 'MEMBER') THEN
        RAISE EXCEPTION USING ERRCODE = 'AC001', MESSAGE = 'identity.login_powerful';
    END IF;
    INSERT INTO person_login (login_oid, login, user_name) VALUES (found.oid, login_name, person);
    EXECUTE format('GRANT accord_member TO %I', login_name);
    RETURN is_new;
END $body$;
-- Memberships as the roles of people say.
CREATE OR REPLACE FUNCTION give_roles() RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    one RECORD;
BEGIN
    FOR one IN SELECT rolname, kind.role, EXISTS (SELECT 1 FROM app_user_role AS held WHERE held.user_name = person_login.user_name
                                                  AND held.role = kind.role) AS holds
               FROM person_login JOIN pg_catalog.pg_roles ON pg_roles.oid = login_oid, (SELECT DISTINCT role FROM permission) AS kind LOOP
        IF one.holds THEN
            EXECUTE format('GRANT %I TO %I', 'accord_' || one.role, one.rolname);
        ELSIF pg_has_role(one.rolname, 'accord_' || one.role, 'MEMBER') THEN
            EXECUTE format('REVOKE %I FROM %I', 'accord_' || one.role, one.rolname);
        END IF;
    END LOOP;
END $body$;

DROP TRIGGER IF EXISTS write_order_only_counts_up ON write_order;
CREATE TRIGGER write_order_only_counts_up BEFORE UPDATE ON write_order FOR EACH ROW EXECUTE FUNCTION only_counts_up();
DROP TRIGGER IF EXISTS account_billing_data_is_theirs ON account;
CREATE TRIGGER account_billing_data_is_theirs BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION billing_data_is_theirs();
DROP TRIGGER IF EXISTS account_moves_with_everything ON account;
CREATE TRIGGER account_moves_with_everything AFTER UPDATE OF region ON account FOR EACH ROW
    WHEN (old.region IS DISTINCT FROM new.region) EXECUTE FUNCTION move_region();
DROP TRIGGER IF EXISTS issuing_entity_company_data_is_theirs ON issuing_entity;
CREATE TRIGGER issuing_entity_company_data_is_theirs BEFORE UPDATE ON issuing_entity FOR EACH ROW EXECUTE FUNCTION company_data_is_theirs();
DROP TRIGGER IF EXISTS invoice_decider_moves_only ON invoice;
CREATE TRIGGER invoice_decider_moves_only BEFORE UPDATE ON invoice FOR EACH ROW EXECUTE FUNCTION decider_moves_only('bill.prepare document.issue');
DROP TRIGGER IF EXISTS credit_note_decider_moves_only ON credit_note;
CREATE TRIGGER credit_note_decider_moves_only BEFORE UPDATE ON credit_note FOR EACH ROW EXECUTE FUNCTION decider_moves_only('document.request document.issue');
DROP TRIGGER IF EXISTS invoice_number_is_taken ON invoice;
CREATE TRIGGER invoice_number_is_taken BEFORE UPDATE OF number ON invoice FOR EACH ROW EXECUTE FUNCTION number_is_taken('invoice');
DROP TRIGGER IF EXISTS credit_note_number_is_taken ON credit_note;
CREATE TRIGGER credit_note_number_is_taken BEFORE UPDATE OF number ON credit_note FOR EACH ROW EXECUTE FUNCTION number_is_taken('credit_note');
DROP TRIGGER IF EXISTS number_is_used ON number_series;
CREATE CONSTRAINT TRIGGER number_is_used AFTER INSERT OR UPDATE ON number_series DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION number_is_used();
DROP TRIGGER IF EXISTS invoice_approval_is_there ON invoice;
CREATE TRIGGER invoice_approval_is_there BEFORE UPDATE OF state ON invoice FOR EACH ROW EXECUTE FUNCTION approval_is_there('invoice', 'billing.not_approved');
DROP TRIGGER IF EXISTS credit_note_approval_is_there ON credit_note;
CREATE TRIGGER credit_note_approval_is_there BEFORE UPDATE OF state ON credit_note FOR EACH ROW EXECUTE FUNCTION approval_is_there('credit_note', 'billing.credit_not_approved');
DROP TRIGGER IF EXISTS approval_superseded_by_me ON approval;
CREATE TRIGGER approval_superseded_by_me BEFORE UPDATE ON approval FOR EACH ROW EXECUTE FUNCTION superseded_by_me();
DROP TRIGGER IF EXISTS audit_record_hash_is_right ON audit_record;
CREATE TRIGGER audit_record_hash_is_right BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION audit_hash_is_right();
DROP TRIGGER IF EXISTS audit_record_is_of_now ON audit_record;
CREATE TRIGGER audit_record_is_of_now BEFORE INSERT ON audit_record FOR EACH ROW EXECUTE FUNCTION is_of_now('recorded_at');
DROP TRIGGER IF EXISTS decision_is_of_now ON decision;
CREATE TRIGGER decision_is_of_now BEFORE INSERT ON decision FOR EACH ROW EXECUTE FUNCTION is_of_now('decided_at');
DROP TRIGGER IF EXISTS approval_escalation_is_of_now ON approval_escalation;
CREATE TRIGGER approval_escalation_is_of_now BEFORE INSERT ON approval_escalation FOR EACH ROW EXECUTE FUNCTION is_of_now('escalated_at');
DROP TRIGGER IF EXISTS approval_escalation_is_due ON approval_escalation;
CREATE TRIGGER approval_escalation_is_due BEFORE INSERT ON approval_escalation FOR EACH ROW EXECUTE FUNCTION escalation_is_due();
DROP TRIGGER IF EXISTS ledger_close_is_of_now ON ledger_close;
CREATE TRIGGER ledger_close_is_of_now BEFORE INSERT ON ledger_close FOR EACH ROW EXECUTE FUNCTION is_of_now('closed_at');
DROP TRIGGER IF EXISTS attachment_content_has_its_hash ON attachment_content;
CREATE TRIGGER attachment_content_has_its_hash BEFORE UPDATE ON attachment_content FOR EACH ROW
    WHEN (new.complete AND NOT old.complete) EXECUTE FUNCTION attachment_content_has_its_hash();
