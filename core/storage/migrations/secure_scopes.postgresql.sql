-- How the database of a team keeps who works for some companies or cost centres only to what is of those: policies beside
-- those of roles and regions, which only take away. Run behind the other rules, in the same transaction.

-- Whether a document is charged to a cost centre of the person; one without lines yet is.
CREATE OR REPLACE FUNCTION charged_to_mine(document UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT NOT EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = document)
        OR EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = document AND cost_centre = ANY (my_cost_centres()))
        OR EXISTS (SELECT 1 FROM invoice_allocation WHERE invoice_id = document AND cost_centre = ANY (my_cost_centres()))
$body$;
CREATE OR REPLACE FUNCTION invoice_in_scope(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM invoice WHERE id = key AND (my_entities() IS NULL OR issuing_entity_id = ANY (my_entities()))
                   AND (my_cost_centres() IS NULL OR charged_to_mine(key)))
$body$;
CREATE OR REPLACE FUNCTION account_in_scope(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT my_entities() IS NULL OR EXISTS (SELECT 1 FROM account WHERE id = key AND issuing_entity_id = ANY (my_entities()))
$body$;
-- An invoice that is there and out of the person's scope: what only names it does not show it either.
CREATE OR REPLACE FUNCTION invoice_elsewhere(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT EXISTS (SELECT 1 FROM invoice WHERE id = key) AND NOT invoice_in_scope(key)
$body$;
-- What a request, a message or an act is about; nothing known is nobody's in particular.
CREATE OR REPLACE FUNCTION subject_in_scope(key UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce(
        (SELECT invoice_in_scope(id) FROM invoice WHERE id = key),
        (SELECT invoice_in_scope(invoice_id) FROM credit_note WHERE id = key),
        (SELECT invoice_in_scope(invoice_id) FROM write_off WHERE id = key),
        (SELECT account_in_scope(account_id) FROM refund WHERE id = key),
        (SELECT account_in_scope(account_id) FROM dunning_step WHERE id = key),
        (SELECT account_in_scope(account_id) FROM contract WHERE id = key),
        (SELECT account_in_scope(id) FROM account WHERE id = key),
        (SELECT account_id IS NULL OR account_in_scope(account_id) FROM approval_matter WHERE id = key), false)
$body$;
CREATE OR REPLACE FUNCTION act_in_scope(of_id TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN of_id ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' THEN subject_in_scope(of_id::uuid) ELSE false END
$body$;

-- The rows of a table within companies and cost centres; NULL: it knows neither.
CREATE OR REPLACE FUNCTION confined_text(one table_access) RETURNS TEXT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    kind TEXT := split_part(one.within, ':', 1);
    what TEXT := substr(one.within, length(kind) + 2);
    entity CONSTANT TEXT := '((SELECT acc.my_entities()) IS NULL OR issuing_entity_id = ANY ((SELECT acc.my_entities())::uuid[]))';
    charged CONSTANT TEXT := '((SELECT acc.my_cost_centres()) IS NULL OR acc.charged_to_mine(%I))';
    centre CONSTANT TEXT := '((SELECT acc.my_cost_centres()) IS NULL OR cost_centre = ANY ((SELECT acc.my_cost_centres())::text[]))';
    parent CONSTANT TEXT := 'EXISTS (SELECT 1 FROM acc.%I AS parent WHERE parent.%I = %I.%I)';
BEGIN
    RETURN CASE
        WHEN one.name = 'account' THEN entity
        WHEN one.name = 'invoice' THEN entity || ' AND ' || format(charged, 'id')
        WHEN one.name = 'credit_note' THEN entity || ' AND ' || format(charged, 'invoice_id')
        WHEN one.name = 'budget' THEN centre || ' AND ' || format(parent, 'account', 'id', one.name, what)
        WHEN one.name = 'posting' THEN format('(cost_centre IS NULL OR %s) AND ', centre) || format(parent, 'account', 'id', one.name, 'customer_id')
        WHEN one.name = 'ledger_entry' THEN format(parent, 'posting', 'entry_id', one.name, 'id')
        WHEN one.name = 'search_entry' THEN format(parent, 'account', 'id', one.name, what) || ' AND NOT acc.invoice_elsewhere(record_id)'
        WHEN one.name = 'approval' THEN '(SELECT acc.me()) IN (requested_by, created_by) OR acc.subject_in_scope(subject_id)'
        WHEN one.name = 'approval_matter' THEN 'account_id IS NULL OR ' || format(parent, 'account', 'id', one.name, 'account_id')
        WHEN one.name = 'outbox' THEN 'acc.subject_in_scope(subject_id)'
        WHEN one.name = 'delivery' THEN format(parent, 'outbox', 'id', one.name, 'outbox_id')
        WHEN one.name = 'audit_record' THEN 'actor = (SELECT acc.me()) OR acc.act_in_scope(subject_id)'
        WHEN one.name IN ('number_series', 'number_series_start', 'number_reservation') THEN entity
        WHEN kind IN ('account', 'copy') THEN format(parent, 'account', 'id', one.name, what)
        WHEN kind = 'via' THEN format(parent, split_part(what, '.', 1), split_part(split_part(what, '.', 2), '=', 1), one.name, split_part(what, '=', 2))
    END;
END $body$;

CREATE OR REPLACE FUNCTION guard_scopes() RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    one table_access%ROWTYPE;
    condition TEXT;
BEGIN
    FOR one IN SELECT * FROM table_access ORDER BY name LOOP
        condition := confined_text(one);
        IF condition IS NOT NULL THEN
            EXECUTE format('CREATE POLICY within_scope ON %I AS RESTRICTIVE FOR ALL TO accord_member USING (NOT (SELECT acc.is_confined()) OR (%s))',
                           one.name, condition);
        END IF;
    END LOOP;
END $body$;
