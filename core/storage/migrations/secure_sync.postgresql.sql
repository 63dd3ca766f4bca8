-- Work without a connection in the database of a team that keeps everybody to their rights. Run behind
-- secure.postgresql.sql, in the same transaction.
--
-- Nobody writes a feed. What a row says in it is put together here out of the row's own table whenever that changes, by
-- whatever program: who may change the row tells everybody of it, and who may not can tell nothing. What stands in no
-- table, conflicts and edits of rows that left, comes through sync_keep(), which holds it against the rows themselves.
-- Functions whose names begin with told_ are for triggers and for each other; no login may call them.

-- The scopes of whoever asks, as the permission matrix says: of customers, and of headers of invoices.
CREATE OR REPLACE FUNCTION told_within(beginning TEXT, how_far TEXT) RETURNS TEXT[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT coalesce(CASE how_far
        WHEN 'all' THEN (SELECT array_agg(beginning || region) FROM (SELECT DISTINCT region FROM account) AS known)
        WHEN 'none' THEN '{}'::text[]
        ELSE (SELECT array_agg(beginning || one) FROM unnest(my_regions()) AS one) END, '{}'::text[])
$body$;
CREATE OR REPLACE FUNCTION my_scopes() RETURNS TEXT[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN me() IS NULL THEN '{}'::text[] WHEN is_confined() THEN ARRAY['user:' || me()]
        ELSE ARRAY['user:' || me()] || told_within('region:', reach('account.read')) || told_within('invoices:', reach('invoice.read')) END
$body$;

-- JSON as core/sync hashes it: members in the order of their names, without a space.
CREATE OR REPLACE FUNCTION told_json(value JSONB) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE SET search_path = acc, pg_temp AS $body$
BEGIN
    RETURN CASE jsonb_typeof(value)
        WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_json(name)::text || ':' || told_json(member), ',' ORDER BY name COLLATE "C")
                                            FROM jsonb_each(value) AS one (name, member)), '') || '}'
        WHEN 'array' THEN '[' || coalesce((SELECT string_agg(told_json(item), ',' ORDER BY place)
                                           FROM jsonb_array_elements(value) WITH ORDINALITY AS one (item, place)), '') || ']'
        WHEN 'number' THEN CASE WHEN value::numeric = trunc(value::numeric) AND abs(value::numeric) < 9007199254740992
                                THEN trunc(value::numeric)::text ELSE value::float8::text END
        ELSE value::text END;
END $body$;

-- The next line of a scope's feed; 0 where nobody reads the scope.
CREATE OR REPLACE FUNCTION told_append(in_scope TEXT, is_put BOOLEAN, of_entity TEXT, of_id UUID, at_version BIGINT, is_deleted BOOLEAN, with_body TEXT)
RETURNS BIGINT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    head sync_scope%ROWTYPE;
    line TEXT := CASE WHEN is_put THEN with_body ELSE '{}' END;
    line_hash TEXT;
BEGIN
    SELECT * INTO head FROM sync_scope WHERE scope = in_scope FOR UPDATE;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    line_hash := encode(sha256(canonical(head.hash) || canonical(normalize(in_scope)) || canonical((head.clock + 1)::text)
                               || canonical(CASE WHEN is_put THEN '1' ELSE '2' END) || canonical(normalize(of_entity))
                               || canonical('{' || of_id || '}') || canonical(at_version::text) || canonical(is_deleted::int::text)
                               || canonical(line) || canonical('{00000000-0000-0000-0000-000000000000}')), 'hex');
    INSERT INTO sync_change (scope, clock, leaves, entity, entity_id, version, deleted, body, command, previous, hash)
    VALUES (in_scope, head.clock + 1, NOT is_put, of_entity, of_id, at_version, is_deleted, line, NULL, head.hash, line_hash);
    UPDATE sync_scope SET clock = head.clock + 1, hash = line_hash WHERE scope = in_scope;
    RETURN head.clock + 1;
END $body$;
-- To the scope of a row, and to the one that it left.
CREATE OR REPLACE FUNCTION told_announce(one sync_row, from_scope TEXT) RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    in_scope TEXT;
BEGIN
    FOR in_scope IN SELECT DISTINCT place COLLATE "C" FROM unnest(ARRAY[one.scope, from_scope]) AS place WHERE place <> '' ORDER BY 1 LOOP
        PERFORM told_append(in_scope, in_scope = one.scope, one.entity, one.entity_id, one.version, one.deleted, one.body);
    END LOOP;
END $body$;

-- A row of a table as it is now, held against what was told of it last. Without a body it is gone.
CREATE OR REPLACE FUNCTION told_row(of_entity TEXT, of_id UUID, now_scope TEXT, now_body JSONB, was_scope TEXT, was_body JSONB)
RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    last sync_row%ROWTYPE;
    fresh sync_row%ROWTYPE;
    waiting sync_row%ROWTYPE;
    from_scope TEXT;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sync_scope) THEN
        RETURN;
    END IF;
    PERFORM 1 FROM write_order FOR UPDATE; -- as every writer of the program does, so that nobody waits in a circle
    SELECT * INTO last FROM sync_row WHERE entity = of_entity AND entity_id = of_id FOR UPDATE;
    fresh.entity := of_entity;
    fresh.entity_id := of_id;
    fresh.about_entity := '';
    fresh.deleted := now_body IS NULL;
    fresh.scope := coalesce(now_scope, last.scope, was_scope);
    fresh.body := told_json(CASE WHEN now_body IS NULL THEN coalesce(last.body::jsonb, was_body)
                                ELSE coalesce(last.body::jsonb, '{}') || now_body END);
    IF last.entity IS NOT NULL AND (last.body::jsonb, last.scope, last.deleted) = (fresh.body::jsonb, fresh.scope, fresh.deleted) THEN
        RETURN;
    END IF;
    fresh.version := greatest(coalesce(last.version, 0), 1) + 1;
    from_scope := coalesce(nullif(last.scope, ''), was_scope, '');
    INSERT INTO sync_row SELECT fresh.*
    ON CONFLICT (entity, entity_id) DO UPDATE SET scope = excluded.scope, version = excluded.version, deleted = excluded.deleted, body = excluded.body;
    PERFORM told_announce(fresh, from_scope);
    IF from_scope IN ('', fresh.scope) THEN
        RETURN;
    END IF;
    FOR waiting IN UPDATE sync_row SET scope = fresh.scope, version = version + 1 WHERE about_entity = of_entity AND about_id = of_id RETURNING * LOOP
        PERFORM told_announce(waiting, from_scope);
    END LOOP;
END $body$;

-- What leaves the house of each kind of row, as core/storage/synced_rows_sql has it.
CREATE OR REPLACE FUNCTION told_account(one account) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('number', one.number, 'name', one.name, 'legal_name', one.legal_name, 'status', one.status, 'segment', one.segment,
                              'region', one.region, 'currency', one.currency, 'address', one.address::jsonb,
                              'customer_success_manager', one.customer_success_manager, 'portal_reference', one.portal_reference,
                              'issuing_entity', one.issuing_entity_id::text, 'arr_minor', one.arr_minor,
                              'renewal_on', coalesce(to_char(one.renewal_on, 'YYYY-MM-DD'), ''))
$body$;
CREATE OR REPLACE FUNCTION told_contact(one contact) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('account', one.account_id::text, 'name', one.name, 'title', one.title, 'email', one.email, 'phone', one.phone, 'role', one.role)
$body$;
CREATE OR REPLACE FUNCTION told_note(one note) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('account', one.account_id::text, 'author', one.author, 'text', one.text,
                              'written_at', to_char(one.written_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
$body$;
CREATE OR REPLACE FUNCTION told_attachment(one attachment) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('account', one.account_id::text, 'author', one.added_by, 'file_name', one.file_name, 'media_type', one.media_type,
                              'sha256', sha256, 'size', size, 'added_at', to_char(one.added_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
    FROM attachment_content WHERE id = one.content_id
$body$;
CREATE OR REPLACE FUNCTION told_draft(one saved_view) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('author', one.owner, 'name', one.name, 'document', one.body::jsonb)
$body$;

CREATE OR REPLACE FUNCTION told_contract(one contract) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT jsonb_build_object('account', one.account_id::text, 'number', one.number, 'currency', one.currency, 'current_version', one.current_version,
                              'starts_on', to_char(one.starts_on, 'YYYY-MM-DD'), 'ends_on', to_char(one.ends_on, 'YYYY-MM-DD'),
                              'versions', coalesce(jsonb_agg(jsonb_build_object('version', version, 'document', body, 'digest', digest, 'created_by', created_by,
                                  'created_at', to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY version), '[]'))
    FROM contract_version WHERE contract_id = one.id
$body$;

-- The header of an issued invoice; nothing where it is not issued.
CREATE OR REPLACE FUNCTION told_invoice(one invoice) RETURNS JSONB LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT CASE WHEN one.state = 'issued' THEN
        jsonb_build_object('account', one.account_id::text, 'account_name', one.account_name, 'number', one.number, 'currency', one.currency,
                           'purchase_order', one.purchase_order, 'period_start', to_char(one.period_start, 'YYYY-MM-DD'),
                           'period_end', to_char(one.period_end, 'YYYY-MM-DD'), 'issue_date', to_char(one.issue_date, 'YYYY-MM-DD'),
                           'due_date', to_char(one.due_date, 'YYYY-MM-DD'), 'total_minor', one.total_minor::text,
                           'amount_due_minor', one.amount_due_minor::text, 'company_total_minor', one.company_total_minor::text,
                           'paid_minor', (SELECT coalesce(sum(amount_minor), 0)::text FROM payment_application WHERE invoice_id = one.id),
                           'credited_minor', (SELECT coalesce(sum(total_minor), 0)::text FROM credit_note
                                              WHERE invoice_id = one.id AND credit_note.state = 'issued'),
                           'written_off_minor', (SELECT coalesce(sum(amount_minor), 0)::text FROM write_off
                                                 WHERE invoice_id = one.id AND write_off.state = 'done'),
                           'is_void', EXISTS (SELECT 1 FROM credit_note WHERE invoice_id = one.id AND credit_note.state = 'issued' AND credit_note.voids)) END
$body$;
-- Tells the header of an invoice that was issued, or of which something was settled.
CREATE OR REPLACE FUNCTION told_header(of_id UUID, from_scope TEXT) RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    billed invoice%ROWTYPE;
BEGIN
    IF NOT EXISTS (SELECT 1 FROM sync_scope) THEN
        RETURN;
    END IF;
    SELECT * INTO billed FROM invoice WHERE id = of_id AND state = 'issued';
    IF FOUND THEN
        PERFORM told_row('invoice', billed.id, 'invoices:' || (SELECT account.region FROM account WHERE id = billed.account_id),
                         told_invoice(billed), from_scope, NULL);
    END IF;
END $body$;

CREATE OR REPLACE FUNCTION account_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    person contact%ROWTYPE;
    written note%ROWTYPE;
    kept attachment%ROWTYPE;
    agreed contract%ROWTYPE;
    billed UUID;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM told_row('account', OLD.id, NULL, NULL, 'region:' || OLD.region, told_account(OLD));
        RETURN NULL;
    ELSIF TG_OP = 'INSERT' THEN
        PERFORM told_row('account', NEW.id, 'region:' || NEW.region, told_account(NEW), '', NULL);
        RETURN NULL;
    END IF;
    PERFORM told_row('account', NEW.id, 'region:' || NEW.region, told_account(NEW), 'region:' || OLD.region, NULL);
    IF NEW.region <> OLD.region THEN
        FOR person IN SELECT * FROM contact WHERE account_id = NEW.id ORDER BY id LOOP
            PERFORM told_row('contact', person.id, 'region:' || NEW.region, told_contact(person), 'region:' || OLD.region, NULL);
        END LOOP;
        FOR written IN SELECT * FROM note WHERE account_id = NEW.id ORDER BY id LOOP
            PERFORM told_row('note', written.id, 'region:' || NEW.region, told_note(written), 'region:' || OLD.region, NULL);
        END LOOP;
        FOR kept IN SELECT * FROM attachment WHERE account_id = NEW.id AND subject_kind = 'account' AND removed_at IS NULL ORDER BY id LOOP
            PERFORM told_row('attachment', kept.id, 'region:' || NEW.region, told_attachment(kept), 'region:' || OLD.region, NULL);
        END LOOP;
        FOR agreed IN SELECT * FROM contract WHERE account_id = NEW.id ORDER BY number LOOP
            PERFORM told_row('contract', agreed.id, 'region:' || NEW.region, told_contract(agreed), 'region:' || OLD.region, NULL);
        END LOOP;
        FOR billed IN SELECT id FROM invoice WHERE account_id = NEW.id AND state = 'issued' ORDER BY id LOOP
            PERFORM told_header(billed, 'invoices:' || OLD.region);
        END LOOP;
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE FUNCTION contact_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    was TEXT := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE 'region:' || (SELECT account.region FROM account WHERE id = OLD.account_id) END;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM told_row('contact', OLD.id, NULL, NULL, was, told_contact(OLD));
    ELSE
        PERFORM told_row('contact', NEW.id, 'region:' || (SELECT account.region FROM account WHERE id = NEW.account_id), told_contact(NEW), was, NULL);
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE FUNCTION note_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    was TEXT := CASE WHEN TG_OP = 'INSERT' THEN '' ELSE 'region:' || (SELECT account.region FROM account WHERE id = OLD.account_id) END;
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM told_row('note', OLD.id, NULL, NULL, was, told_note(OLD));
    ELSE
        PERFORM told_row('note', NEW.id, 'region:' || (SELECT account.region FROM account WHERE id = NEW.account_id), told_note(NEW), was, NULL);
    END IF;
    RETURN NULL;
END $body$;
CREATE OR REPLACE FUNCTION attachment_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    here TEXT := 'region:' || (SELECT account.region FROM account WHERE id = NEW.account_id);
BEGIN
    IF NEW.removed_at IS NOT NULL THEN
        PERFORM told_row('attachment', NEW.id, NULL, NULL, here, told_attachment(NEW));
    ELSE
        PERFORM told_row('attachment', NEW.id, here, told_attachment(NEW), CASE WHEN TG_OP = 'INSERT' THEN '' ELSE here END, NULL);
    END IF;
    RETURN NULL;
END $body$;
-- Its versions are there before the contract says which of them holds.
CREATE OR REPLACE FUNCTION contract_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    here TEXT := 'region:' || (SELECT account.region FROM account WHERE id = NEW.account_id);
BEGIN
    PERFORM told_row('contract', NEW.id, here, told_contract(NEW), CASE WHEN TG_OP = 'INSERT' THEN '' ELSE here END, NULL);
    RETURN NULL;
END $body$;
CREATE OR REPLACE FUNCTION invoice_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    PERFORM told_header(NEW.id, '');
    RETURN NULL;
END $body$;
-- Of what is settled or credited: both invoices, where it goes from one to another.
CREATE OR REPLACE FUNCTION settlement_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        PERFORM told_header(OLD.invoice_id, '');
    END IF;
    IF TG_OP <> 'DELETE' AND (TG_OP = 'INSERT' OR NEW.invoice_id <> OLD.invoice_id) THEN
        PERFORM told_header(NEW.invoice_id, '');
    END IF;
    RETURN NULL;
END $body$;
-- A draft is known by the id that the program notes beside it; what was written without it comes with the next snapshot.
CREATE OR REPLACE FUNCTION draft_is_told() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    known UUID;
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.page = 'contract-draft' AND OLD.owner <> '' THEN
        SELECT entity_id INTO known FROM sync_draft WHERE owner = OLD.owner AND name = OLD.name;
        IF FOUND AND (TG_OP = 'DELETE' OR (NEW.owner, NEW.page, NEW.name) <> (OLD.owner, OLD.page, OLD.name)) THEN
            PERFORM told_row('contract_draft', known, NULL, NULL, 'user:' || OLD.owner, told_draft(OLD));
        END IF;
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.page = 'contract-draft' AND NEW.owner <> '' THEN
        SELECT entity_id INTO known FROM sync_draft WHERE owner = NEW.owner AND name = NEW.name;
        IF FOUND THEN
            PERFORM told_row('contract_draft', known, 'user:' || NEW.owner, told_draft(NEW), '', NULL);
        END IF;
    END IF;
    RETURN NULL;
END $body$;

-- The place of a row, and what it says: of its table, or of what was told when it was deleted.
CREATE OR REPLACE FUNCTION told_present(of_entity TEXT, of_id UUID, OUT in_scope TEXT, OUT body JSONB, OUT deleted BOOLEAN, OUT keeper TEXT)
LANGUAGE plpgsql STABLE SET search_path = acc, pg_temp AS $body$
BEGIN
    deleted := false;
    CASE of_entity
        WHEN 'account' THEN
            SELECT 'region:' || region, told_account(account), customer_success_manager INTO in_scope, body, keeper FROM account WHERE id = of_id;
        WHEN 'contact' THEN
            SELECT 'region:' || account.region, told_contact(contact), customer_success_manager INTO in_scope, body, keeper
            FROM contact JOIN account ON account.id = account_id WHERE contact.id = of_id;
        WHEN 'note' THEN
            SELECT 'region:' || account.region, told_note(note), customer_success_manager INTO in_scope, body, keeper
            FROM note JOIN account ON account.id = account_id WHERE note.id = of_id;
        WHEN 'attachment' THEN
            SELECT 'region:' || account.region, told_attachment(attachment), customer_success_manager INTO in_scope, body, keeper
            FROM attachment JOIN account ON account.id = account_id
            WHERE attachment.id = of_id AND subject_kind = 'account' AND removed_at IS NULL;
        WHEN 'contract_draft' THEN
            SELECT 'user:' || saved_view.owner, told_draft(saved_view), saved_view.owner INTO in_scope, body, keeper
            FROM sync_draft JOIN saved_view ON saved_view.owner = sync_draft.owner AND saved_view.name = sync_draft.name AND page = 'contract-draft'
            WHERE entity_id = of_id;
        ELSE
            RETURN;
    END CASE;
    IF body IS NULL THEN
        SELECT sync_row.scope, sync_row.body::jsonb, true INTO in_scope, body, deleted FROM sync_row
        WHERE entity = of_entity AND entity_id = of_id AND sync_row.deleted;
        SELECT customer_success_manager INTO keeper FROM account WHERE id::text = told_present.body ->> 'account';
    END IF;
END $body$;

-- Begins the feed of a scope of one's own.
CREATE OR REPLACE FUNCTION sync_begin(in_scope TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    start TEXT := encode(sha256(convert_to(gen_random_uuid()::text, 'UTF8')), 'hex');
BEGIN
    IF NOT (in_scope = ANY (my_scopes()) OR is_owner()) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the scope of another person';
    END IF;
    INSERT INTO sync_scope (scope, clock, hash, horizon, horizon_hash) VALUES (in_scope, 1, start, 1, start) ON CONFLICT (scope) DO NOTHING;
END $body$;
-- The last line of a scope of one's own, held until the end of the transaction.
CREATE OR REPLACE FUNCTION sync_head(in_scope TEXT, OUT at_clock BIGINT, OUT with_hash TEXT) RETURNS SETOF RECORD LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    IF in_scope = ANY (my_scopes()) OR is_owner() THEN
        RETURN QUERY SELECT clock, hash FROM sync_scope WHERE scope = in_scope FOR UPDATE;
    END IF;
END $body$;
-- Whether a row left the scopes of whoever asks, who saw it go.
CREATE OR REPLACE FUNCTION sync_left(of_entity TEXT, of_id UUID) RETURNS BOOLEAN LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT (EXISTS (SELECT 1 FROM sync_change WHERE leaves AND entity = of_entity AND entity_id = of_id AND scope = ANY (my_scopes()))
            OR EXISTS (SELECT 1 FROM sync_departure WHERE entity = of_entity AND entity_id = of_id AND scope = ANY (my_scopes())))
       AND EXISTS (SELECT 1 FROM sync_row WHERE entity = of_entity AND entity_id = of_id AND scope <> ALL (my_scopes()))
$body$;

-- Whether the person at the other end may do this to a row that is in a scope of theirs.
CREATE OR REPLACE FUNCTION told_may(operations TEXT, keeper TEXT) RETURNS BOOLEAN LANGUAGE sql STABLE SET search_path = acc, pg_temp AS $body$
    SELECT is_owner() OR CASE reach(operations) WHEN 'none' THEN false WHEN 'own' THEN keeper = me() ELSE true END
$body$;
CREATE OR REPLACE FUNCTION told_refuse(why TEXT) RETURNS VOID LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
BEGIN
    RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'not to be kept: ' || why;
END $body$;

-- A conflict is about a row in a scope of the person, says of the row what it says, and belongs to whose command it was.
-- Others close it, by a choice that the row shows.
CREATE OR REPLACE FUNCTION told_check_conflict(of_id UUID, told JSONB, person TEXT, last JSONB) RETURNS TEXT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    row_now RECORD;
    known JSONB;
    field JSONB;
    earlier JSONB;
    operations TEXT;
    names TEXT[];
    is_mine BOOLEAN;
    is_closed BOOLEAN := told ->> 'resolved_by' <> '';
BEGIN
    IF NOT told ?& ARRAY['id', 'kind', 'entity', 'entity_id', 'fields', 'who', 'when', 'commands', 'resolved_by', 'took_mine']
        OR told - ARRAY['id', 'kind', 'entity', 'entity_id', 'fields', 'who', 'when', 'commands', 'resolved_by', 'took_mine', 'sibling'] <> '{}'
        OR jsonb_typeof(told -> 'fields') <> 'array' OR jsonb_typeof(told -> 'commands') <> 'array' OR jsonb_typeof(told -> 'took_mine') <> 'boolean'
        OR told ->> 'id' <> of_id::text OR told ->> 'kind' NOT IN ('fields', 'unit', 'edited', 'deleted') OR length(told ->> 'when') > 40 THEN
        PERFORM told_refuse('no conflict');
    END IF;
    SELECT * INTO row_now FROM told_present(told ->> 'entity', (told ->> 'entity_id')::uuid);
    IF row_now.in_scope IS NULL OR NOT (is_owner() OR row_now.in_scope = ANY (my_scopes())) THEN
        PERFORM told_refuse('a row of others');
    END IF;
    is_mine := told ->> 'who' = person;
    operations := CASE WHEN is_closed OR NOT is_mine THEN 'conflict.resolve' WHEN told ->> 'entity' = 'note' THEN 'activity.edit'
        WHEN told ->> 'entity' = 'attachment' THEN 'activity.edit account.edit account.bill contract.edit' ELSE 'account.edit account.bill' END;
    IF told ->> 'entity' <> 'contract_draft' AND NOT told_may(operations, row_now.keeper) THEN
        PERFORM told_refuse('no right');
    END IF;
    IF last IS NULL THEN
        IF NOT is_mine OR is_closed OR (told ->> 'took_mine')::boolean OR NOT told -> 'commands' ? of_id::text
            OR EXISTS (SELECT 1 FROM sync_command WHERE id = of_id AND sync_command.person <> told_check_conflict.person) THEN
            PERFORM told_refuse('a conflict of others');
        END IF;
    ELSIF last ->> 'resolved_by' <> '' OR (last ->> 'who', last ->> 'entity', last ->> 'entity_id', last ->> 'when')
                                           IS DISTINCT FROM (told ->> 'who', told ->> 'entity', told ->> 'entity_id', told ->> 'when')
        OR NOT (told -> 'commands') @> (last -> 'commands') OR jsonb_array_length(told -> 'fields') <> jsonb_array_length(last -> 'fields')
        OR (NOT is_mine AND (told -> 'commands', told -> 'sibling') IS DISTINCT FROM (last -> 'commands', last -> 'sibling')) THEN
        PERFORM told_refuse('another conflict');
    END IF;
    IF (is_closed AND told ->> 'resolved_by' <> person) OR (NOT is_closed AND (told ->> 'took_mine')::boolean) THEN
        PERFORM told_refuse('the choice of others');
    END IF;
    names := CASE told ->> 'entity' WHEN 'account' THEN ARRAY['name', 'segment', 'customer_success_manager']
        WHEN 'contact' THEN ARRAY['name', 'title', 'email', 'phone', 'role', 'account'] WHEN 'note' THEN ARRAY['text', 'account', 'written_at']
        WHEN 'attachment' THEN ARRAY['account', 'file_name', 'media_type', 'sha256', 'size', 'added_at']
        ELSE ARRAY['document', 'name'] END;
    FOR field IN SELECT * FROM jsonb_array_elements(told -> 'fields') LOOP
        earlier := (SELECT one FROM jsonb_array_elements(last -> 'fields') AS one WHERE one ->> 'name' = field ->> 'name');
        known := coalesce(row_now.body -> (field ->> 'name'), 'null');
        IF field - ARRAY['name', 'base', 'mine', 'theirs'] <> '{}' OR NOT field ?& ARRAY['name', 'base', 'mine', 'theirs']
            OR NOT field ->> 'name' = ANY (names) OR (last IS NOT NULL AND earlier IS NULL)
            OR (earlier IS NOT NULL AND earlier -> 'base' <> field -> 'base')
            OR (earlier IS NOT NULL AND (is_closed OR NOT is_mine) AND earlier -> 'mine' <> field -> 'mine')
            OR (field -> 'theirs' <> known AND field -> 'theirs' IS DISTINCT FROM earlier -> 'theirs') THEN
            PERFORM told_refuse('what the row does not say');
        END IF;
        IF is_closed AND (told ->> 'took_mine')::boolean
            AND NOT (CASE WHEN told ->> 'kind' = 'deleted' THEN row_now.deleted ELSE NOT row_now.deleted AND known = field -> 'mine' END) THEN
            PERFORM told_refuse('a choice that was not carried out');
        END IF;
    END LOOP;
    RETURN row_now.in_scope;
END $body$;
-- An edit of a row that left the scopes of the person, for those who have the row now.
CREATE OR REPLACE FUNCTION told_check_orphan(of_id UUID, told JSONB, person TEXT) RETURNS TEXT LANGUAGE plpgsql SET search_path = acc, pg_temp AS $body$
DECLARE
    command JSONB := told -> 'command';
    about UUID;
    of_entity TEXT := command ->> 'entity';
BEGIN
    IF told - ARRAY['command', 'who'] <> '{}' OR told ->> 'who' IS DISTINCT FROM person OR command ->> 'id' IS DISTINCT FROM of_id::text
        OR jsonb_typeof(command -> 'fields') <> 'array' THEN
        PERFORM told_refuse('no edit');
    END IF;
    about := (command ->> 'entity_id')::uuid;
    IF NOT sync_left(of_entity, about) AND command ->> 'act' = 'make' THEN
        of_entity := 'account';
        about := (SELECT (field ->> 'after')::uuid FROM jsonb_array_elements(command -> 'fields') AS field WHERE field ->> 'name' = 'account');
    END IF;
    IF NOT (sync_left(of_entity, about) OR is_owner()) THEN
        PERFORM told_refuse('a row that was never theirs');
    END IF;
    RETURN (SELECT scope FROM sync_row WHERE entity = of_entity AND entity_id = about);
END $body$;
-- Keeps a conflict or an edit of a row that left, and tells its scope. For the owner of the database, who may be anybody,
-- claimed says who is at work.
CREATE OR REPLACE FUNCTION sync_keep(of_entity TEXT, of_id UUID, said TEXT, claimed TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    person TEXT := coalesce(me(), CASE WHEN is_owner() THEN claimed END);
    told JSONB;
    last sync_row%ROWTYPE;
    fresh sync_row%ROWTYPE;
BEGIN
    IF person IS NULL OR of_entity NOT IN ('conflict', 'orphan_edit') OR octet_length(said) > 1048576 THEN
        PERFORM told_refuse('nothing of a person');
    END IF;
    told := said::jsonb;
    IF jsonb_typeof(told) <> 'object' THEN
        PERFORM told_refuse('no object');
    END IF;
    PERFORM 1 FROM write_order FOR UPDATE;
    SELECT * INTO last FROM sync_row WHERE entity = of_entity AND entity_id = of_id FOR UPDATE;
    fresh.entity := of_entity;
    fresh.entity_id := of_id;
    fresh.version := greatest(coalesce(last.version, 0), 1) + 1;
    fresh.deleted := false;
    fresh.body := told_json(told);
    fresh.about_entity := '';
    IF of_entity = 'conflict' THEN
        fresh.scope := told_check_conflict(of_id, told, person, last.body::jsonb);
        fresh.about_entity := told ->> 'entity';
        fresh.about_id := (told ->> 'entity_id')::uuid;
    ELSIF last.entity IS NULL THEN
        fresh.scope := told_check_orphan(of_id, told, person);
    ELSE
        PERFORM told_refuse('another edit');
    END IF;
    IF fresh.scope IS NULL THEN
        PERFORM told_refuse('nobody has the row');
    END IF;
    INSERT INTO sync_row SELECT fresh.*
    ON CONFLICT (entity, entity_id) DO UPDATE SET scope = excluded.scope, version = excluded.version, body = excluded.body;
    PERFORM told_announce(fresh, '');
END $body$;

-- The machines of a person are theirs; one that was revoked stays so, and counts no further.
CREATE OR REPLACE FUNCTION device_is_theirs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF (NEW.revoked OR NEW.last_sequence <> 0) AND NOT EXISTS (SELECT 1 FROM sync_device WHERE id = NEW.id) THEN
            RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'a device begins at nothing';
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.person) <> (OLD.id, OLD.person) OR (OLD.revoked AND NOT NEW.revoked)
        OR (NEW.last_sequence <> OLD.last_sequence AND (OLD.person <> me() OR OLD.revoked OR NEW.last_sequence <> OLD.last_sequence + 1)) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the device of another person';
    END IF;
    RETURN NEW;
END $body$;
-- A command is of a machine of the person that counts, and every conflict that its answer names is there.
CREATE OR REPLACE FUNCTION command_is_answered() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
BEGIN
    IF is_owner() THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT 1 FROM sync_device WHERE id = NEW.device AND person = me() AND NOT revoked)
        OR NEW.body::jsonb ->> 'id' IS DISTINCT FROM NEW.id::text
        OR EXISTS (SELECT 1 FROM jsonb_array_elements_text(coalesce(NEW.outcome::jsonb -> 'conflicts', '[]')) AS named
                   WHERE NOT EXISTS (SELECT 1 FROM sync_row WHERE entity = 'conflict' AND entity_id = named::uuid)) THEN
        RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the command of another machine';
    END IF;
    RETURN NEW;
END $body$;

DROP TRIGGER IF EXISTS account_is_told ON account;
CREATE TRIGGER account_is_told AFTER INSERT OR DELETE OR UPDATE OF number, name, legal_name, status, segment, region, currency, address,
    customer_success_manager, portal_reference, issuing_entity_id, arr_minor, renewal_on ON account FOR EACH ROW EXECUTE FUNCTION account_is_told();
DROP TRIGGER IF EXISTS contact_is_told ON contact;
CREATE TRIGGER contact_is_told AFTER INSERT OR DELETE OR UPDATE OF account_id, name, title, email, phone, role ON contact
    FOR EACH ROW EXECUTE FUNCTION contact_is_told();
DROP TRIGGER IF EXISTS note_is_told ON note;
CREATE TRIGGER note_is_told AFTER INSERT OR DELETE OR UPDATE ON note FOR EACH ROW EXECUTE FUNCTION note_is_told();
DROP TRIGGER IF EXISTS attachment_is_told ON attachment;
CREATE TRIGGER attachment_is_told AFTER INSERT OR UPDATE ON attachment FOR EACH ROW WHEN (new.subject_kind = 'account')
    EXECUTE FUNCTION attachment_is_told();
DROP TRIGGER IF EXISTS contract_is_told ON contract;
CREATE TRIGGER contract_is_told AFTER INSERT OR UPDATE OF account_id, number, currency, current_version, starts_on, ends_on ON contract
    FOR EACH ROW EXECUTE FUNCTION contract_is_told();
DROP TRIGGER IF EXISTS invoice_is_told ON invoice;
CREATE TRIGGER invoice_is_told AFTER INSERT OR UPDATE OF state, account_id ON invoice FOR EACH ROW WHEN (new.state = 'issued')
    EXECUTE FUNCTION invoice_is_told();
DROP TRIGGER IF EXISTS payment_application_is_told ON payment_application;
CREATE TRIGGER payment_application_is_told AFTER INSERT OR DELETE OR UPDATE ON payment_application FOR EACH ROW EXECUTE FUNCTION settlement_is_told();
DROP TRIGGER IF EXISTS credit_note_is_told ON credit_note;
CREATE TRIGGER credit_note_is_told AFTER INSERT OR UPDATE OF state ON credit_note FOR EACH ROW EXECUTE FUNCTION settlement_is_told();
DROP TRIGGER IF EXISTS write_off_is_told ON write_off;
CREATE TRIGGER write_off_is_told AFTER INSERT OR UPDATE OF state ON write_off FOR EACH ROW EXECUTE FUNCTION settlement_is_told();
DROP TRIGGER IF EXISTS draft_is_told ON saved_view;
CREATE TRIGGER draft_is_told AFTER INSERT OR DELETE OR UPDATE ON saved_view FOR EACH ROW EXECUTE FUNCTION draft_is_told();
DROP TRIGGER IF EXISTS sync_device_is_theirs ON sync_device;
CREATE TRIGGER sync_device_is_theirs BEFORE INSERT OR UPDATE ON sync_device FOR EACH ROW EXECUTE FUNCTION device_is_theirs();
DROP TRIGGER IF EXISTS sync_command_is_answered ON sync_command;
CREATE TRIGGER sync_command_is_answered BEFORE INSERT ON sync_command FOR EACH ROW EXECUTE FUNCTION command_is_answered();
DROP TRIGGER IF EXISTS sync_command_is_of_now ON sync_command;
CREATE TRIGGER sync_command_is_of_now BEFORE INSERT ON sync_command FOR EACH ROW EXECUTE FUNCTION is_of_now('recorded_at');
