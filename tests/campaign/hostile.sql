-- What somebody with psql and a login of their own might try. Each line is run as each person of the company, in a
-- transaction that is taken back: it must end in an error, or touch and show nothing. "@rep,csm: " in front of a line
-- names the roles for whom it is hostile; without it, it is for everybody. Variables: ids of rows that exist.

-- who am I
SET ROLE postgres
SET ROLE accord
SET SESSION AUTHORIZATION accord
SET ROLE accord_admin; SET ROLE accord
@rep,csm,manager,approver,controller,legal,auditor,admin: SET ROLE accord_billing
@rep,csm,manager,billing,legal,auditor,admin,worker: SET ROLE accord_approver
@rep,csm,manager,billing,legal,auditor,approver,worker: SET ROLE accord_admin
@rep,csm,manager,billing,approver,legal,auditor,admin,worker: SET ROLE accord_controller
GRANT accord_billing TO session_user
GRANT accord_controller TO rep
CREATE ROLE mallory LOGIN SUPERUSER
ALTER ROLE rep SUPERUSER
ALTER ROLE rep BYPASSRLS
ALTER ROLE accord_member SUPERUSER
ALTER ROLE controller RENAME TO controller_old
@rep,csm,manager,approver,controller,legal,auditor,admin,worker: ALTER ROLE operator WITH PASSWORD 'x'
DROP ROLE controller
SET session_replication_role = replica; DELETE FROM acc.audit_record
SET session_replication_role = replica
SET row_security = off; SELECT count(*) FROM acc.bank_entry WHERE acc.reach('bank.read') = 'none'
SELECT set_config('session_authorization', 'accord', false)
SELECT set_config('role', 'accord', false)
INSERT INTO acc.person_login (login_oid, login, user_name) VALUES (1, 'x', 'controller')
UPDATE acc.person_login SET user_name = 'controller'
DELETE FROM acc.person_login
SELECT count(*) FROM acc.person_login
SELECT acc.bind_person('controller', session_user, true)
SELECT acc.give_roles()
SELECT acc.guard_schema()
SELECT count(*) FROM acc.table_access
SELECT count(*) FROM acc.permission
UPDATE acc.permission SET reach = 'all'
INSERT INTO acc.permission VALUES ('invoice.read', 'rep', 'all')
UPDATE acc.table_access SET reading = '*'
SELECT count(*) FROM pg_authid
SELECT count(*) FROM pg_shadow

-- roles of people
INSERT INTO acc.app_user_role (user_name, role) VALUES (acc.me(), 'controller')
INSERT INTO acc.app_user_role (user_name, role) VALUES (acc.me(), 'billing')
UPDATE acc.app_user_role SET user_name = acc.me() WHERE role = 'controller'
UPDATE acc.app_user_role SET role = 'controller' WHERE user_name = acc.me()
@rep,csm,manager,billing,approver,controller,legal,auditor,worker: DELETE FROM acc.app_user_role WHERE role = 'approver'
@rep,csm,manager,billing,approver,controller,legal,auditor,worker: UPDATE acc.app_user SET region = 'AMER,EMEA,APAC' WHERE name = acc.me()
@rep,csm,manager,billing,approver,controller,legal,auditor,worker: INSERT INTO acc.app_user (name, display_name, roles, region) VALUES ('mallory', 'Mallory', '[]', '')
DELETE FROM acc.app_user WHERE name = 'controller2'
INSERT INTO acc.role_proposal (id, user_name, role, reason, proposed_by, proposed_at, decided_by, decided_at, verdict) VALUES (gen_random_uuid(), acc.me(), 'legal', '', acc.me(), now(), 'controller', now(), 'approve')
INSERT INTO acc.role_proposal (id, user_name, role, reason, proposed_by, proposed_at) VALUES (gen_random_uuid(), acc.me(), 'legal', '', 'someone', now())
@rep,csm,manager,billing,approver,controller,legal,auditor,worker: INSERT INTO acc.role_proposal (id, user_name, role, reason, proposed_by, proposed_at) VALUES (gen_random_uuid(), acc.me(), 'legal', '', acc.me(), now())
@rep,csm,manager,billing,approver,legal,auditor,admin,worker: UPDATE acc.role_proposal SET decided_by = acc.me(), decided_at = now(), verdict = 'approve'
UPDATE acc.role_proposal SET decided_by = 'controller2', decided_at = now(), verdict = 'approve'
DELETE FROM acc.role_proposal

-- what people reach: regions, companies, cost centres
UPDATE acc.app_user SET region = 'AMER,EMEA,APAC' WHERE name IN ('rep', 'csm')
UPDATE acc.app_user SET entities = '[]', cost_centres = '[]' WHERE name IN ('narrow', 'centre')
INSERT INTO acc.app_user (name, display_name, roles, region) VALUES ('mallory', 'Mallory', '[]', 'AMER')
INSERT INTO acc.app_user (name, display_name, roles, region) VALUES ('rep', 'x', '[]', 'AMER,EMEA') ON CONFLICT (name) DO UPDATE SET region = excluded.region
INSERT INTO acc.scope_proposal (id, user_name, region, entities, cost_centres, reason, proposed_by, proposed_at, decided_by, decided_at, verdict) VALUES (gen_random_uuid(), 'rep', 'AMER', '[]', '[]', '', acc.me(), now(), 'controller', now(), 'approve')
INSERT INTO acc.scope_proposal (id, user_name, region, entities, cost_centres, reason, proposed_by, proposed_at) VALUES (gen_random_uuid(), 'rep', 'AMER', '[]', '[]', '', 'someone', now())
@rep,csm,manager,billing,approver,controller,legal,auditor,worker,narrow,centre: INSERT INTO acc.scope_proposal (id, user_name, region, entities, cost_centres, reason, proposed_by, proposed_at) VALUES (gen_random_uuid(), acc.me(), 'AMER', '[]', '[]', '', acc.me(), now())
@rep,csm,manager,billing,approver,legal,auditor,admin,worker,narrow: UPDATE acc.scope_proposal SET decided_by = acc.me(), decided_at = now(), verdict = 'approve' WHERE verdict IS NULL
UPDATE acc.scope_proposal SET decided_by = 'controller2', decided_at = now(), verdict = 'approve' WHERE verdict IS NULL
UPDATE acc.scope_proposal SET region = 'AMER,EMEA,APAC'
UPDATE acc.scope_proposal SET spent = false WHERE spent; UPDATE acc.app_user SET entities = '[]' WHERE name = 'narrow'
DELETE FROM acc.scope_proposal
@narrow: SELECT count(*) FROM acc.account JOIN acc.issuing_entity ON issuing_entity.id = issuing_entity_id WHERE code <> 'LV'
@narrow: SELECT count(*) FROM acc.invoice JOIN acc.issuing_entity ON issuing_entity.id = issuing_entity_id WHERE code <> 'LV'
@narrow: SELECT count(*) FROM acc.number_series JOIN acc.issuing_entity ON issuing_entity.id = issuing_entity_id WHERE code <> 'LV'
@narrow: SELECT count(*) FROM acc.invoice_line AS line WHERE NOT EXISTS (SELECT 1 FROM acc.invoice WHERE invoice.id = line.invoice_id)
@narrow: SELECT count(*) FROM acc.invoice WHERE id = :'draft'
@narrow: SELECT count(*) FROM acc.approval WHERE subject_id = :'draft'
@narrow: SELECT count(*) FROM acc.search_entry WHERE record_id = :'draft'
@narrow: SELECT count(*) FROM acc.audit_record WHERE subject_id = :'draft'
@narrow: SELECT count(*) FROM acc.outbox WHERE subject_id = :'issued'
@narrow: UPDATE acc.invoice SET state = 'approved' WHERE id = :'draft'
@narrow: DELETE FROM acc.invoice WHERE id = :'draft'
@narrow: UPDATE acc.number_series SET next_number = next_number + 1 WHERE issuing_entity_id = (SELECT id FROM acc.issuing_entity WHERE code <> 'LV' LIMIT 1)
@narrow: INSERT INTO acc.invoice SELECT (jsonb_populate_record(one, jsonb_build_object('id', '00000000-0000-4000-8000-0000000000e1', 'state', 'draft', 'number', NULL, 'issuing_entity_id', (SELECT id FROM acc.issuing_entity WHERE code = 'US'), 'created_by', acc.me()))).* FROM acc.invoice AS one LIMIT 1
@narrow,centre: SELECT count(*) FROM acc.bank_entry
@narrow,centre: SELECT count(*) FROM acc.sync_row WHERE scope LIKE 'region:%'
@narrow,centre: INSERT INTO acc.ledger_close SELECT (jsonb_populate_record(NULL::acc.ledger_close, jsonb_build_object('id', gen_random_uuid(), 'through', '2026-06-30', 'closed_by', acc.me(), 'closed_at', now(), 'checks', '{}'))).*
@centre: SELECT count(*) FROM acc.budget WHERE cost_centre <> 'RETAIL-DE'
@centre: UPDATE acc.budget SET amount_minor = amount_minor + 1, saved_by = acc.me() WHERE cost_centre <> 'RETAIL-DE'
@centre: SELECT count(*) FROM acc.invoice AS one WHERE NOT EXISTS (SELECT 1 FROM acc.invoice_line WHERE invoice_id = one.id AND cost_centre = 'RETAIL-DE') AND NOT EXISTS (SELECT 1 FROM acc.invoice_allocation WHERE invoice_id = one.id AND cost_centre = 'RETAIL-DE')
SELECT acc.guard_scopes()

-- where customers pay to, and how documents are numbered
UPDATE acc.issuing_entity SET payment_instructions = '["IBAN of mine"]'
UPDATE acc.issuing_entity SET number_format = 'X-{year}-{number}'
UPDATE acc.issuing_entity SET code = 'X' WHERE code = 'LV'
INSERT INTO acc.pay_to_proposal (id, company_id, payment_instructions, proposed_by, proposed_at, decided_by, decided_at, verdict) SELECT gen_random_uuid(), id, '[]', acc.me(), now(), 'operator', now(), 'approve' FROM acc.issuing_entity WHERE code = 'US'
@rep,csm,manager,approver,legal,auditor,admin,worker: UPDATE acc.pay_to_proposal SET decided_by = acc.me(), decided_at = now(), verdict = 'approve' WHERE verdict IS NULL
UPDATE acc.pay_to_proposal SET decided_by = 'operator2', decided_at = now(), verdict = 'approve' WHERE verdict IS NULL
UPDATE acc.pay_to_proposal SET payment_instructions = '["IBAN of mine"]'
DELETE FROM acc.pay_to_proposal

-- how customers get electronic invoices, and what search shows
@rep,csm,manager,approver,legal,auditor,admin,worker: INSERT INTO acc.einvoice_customer SELECT (jsonb_populate_record(NULL::acc.einvoice_customer, jsonb_build_object('account_id', id))).* FROM acc.account LIMIT 1
@rep,csm,manager,approver,legal,auditor,admin,worker: UPDATE acc.einvoice_customer SET account_id = account_id
UPDATE acc.search_entry SET title = 'forged'
UPDATE acc.search_entry SET account_id = (SELECT id FROM acc.account ORDER BY id LIMIT 1) WHERE account_id <> (SELECT id FROM acc.account ORDER BY id LIMIT 1)
DELETE FROM acc.search_entry WHERE kind = 'account'
INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f7', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'bad_debt', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f7', '2026-07-31', 'revaluation', gen_random_uuid(), now())

-- acts that did not happen
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'invoice.issue', 'invoice', about, '{"documents":[]}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('invoice.issue') || acc.canonical('invoice') || acc.canonical(about) || acc.canonical('{"documents":[]}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, 'x' AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'contract.save', 'contract', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('contract.save') || acc.canonical('contract') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, :'contract_apac' AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'budget.save', 'budget', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('budget.save') || acc.canonical('budget') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, gen_random_uuid()::text AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'user.approve_scope', 'user', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('user.approve_scope') || acc.canonical('user') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, 'csm' AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'ledger.close', 'ledger_close', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('ledger.close') || acc.canonical('ledger_close') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, gen_random_uuid()::text AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'entity.save', 'issuing_entity', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('entity.save') || acc.canonical('issuing_entity') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, (SELECT id::text FROM acc.issuing_entity LIMIT 1) AS about) AS now_is
INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'price_book.publish', 'price_book', about, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('price_book.publish') || acc.canonical('price_book') || acc.canonical(about) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t, '1' AS about) AS now_is

-- decisions
@rep,csm,manager,billing,controller,legal,auditor,admin,worker: INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (:'pending', 1, 'approver', 'approve', '', now())
@rep,csm,manager,billing,legal,auditor,admin,worker: INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (:'pending', 1, acc.me(), 'approve', '', now())
@rep,csm,manager,billing,legal,auditor,admin,worker: INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at, on_behalf_of) VALUES (:'pending', 1, acc.me(), 'approve', '', now(), 'approver')
@rep,csm,manager,billing,legal,auditor,admin,worker: INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (:'pending', 2, acc.me(), 'approve', '', now())
INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (:'pending', 7, acc.me(), 'approve', '', now())
UPDATE acc.decision SET verdict = 'reject', reason = 'x'
UPDATE acc.decision SET decided_by = acc.me()
DELETE FROM acc.decision
UPDATE acc.approval SET state = 'approved' WHERE id = :'pending'
UPDATE acc.approval SET amount_minor = 1 WHERE id = :'pending'
UPDATE acc.approval SET requested_by = 'nobody', created_by = 'nobody' WHERE id = :'pending'
UPDATE acc.approval SET digest = repeat('0', 64) WHERE id = :'pending'
UPDATE acc.approval SET step_count = 0
DELETE FROM acc.approval
UPDATE acc.approval_seat SET limit_minor = NULL
DELETE FROM acc.approval_seat
INSERT INTO acc.approval_seat (approval_id, step, stage) VALUES (:'pending', 9, 9)
INSERT INTO acc.approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES (:'pending', 1, false, 'person', acc.me(), 9)
UPDATE acc.approval_holder SET name = acc.me()
DELETE FROM acc.approval_holder
INSERT INTO acc.approval_delegation (approval_id, n, step, from_user, to_user, note, delegated_at) VALUES (:'pending', 1, 1, 'controller2', acc.me(), '', now())
@rep,csm,manager,billing,legal,auditor,admin,worker: INSERT INTO acc.approval_delegation (approval_id, n, step, from_user, to_user, note, delegated_at) VALUES (:'pending', 1, 1, acc.me(), 'rep2', '', now())
INSERT INTO acc.standing_delegation (id, from_user, to_user, starts_on, ends_before, note, made_at) VALUES (gen_random_uuid(), 'controller2', acc.me(), '2026-01-01', '2027-01-01', '', now())
@rep,csm,billing,auditor,admin,worker: INSERT INTO acc.standing_delegation (id, from_user, to_user, starts_on, ends_before, note, made_at) VALUES (gen_random_uuid(), acc.me(), 'csm-apac', '2026-01-01', '2027-01-01', '', now())
INSERT INTO acc.approval_message (approval_id, n, who, message, written_at) VALUES (:'pending', 1, 'someone', 'yes, approve it', now())
INSERT INTO acc.approval_escalation (approval_id, step, escalated_at) VALUES (:'pending', 1, '2020-01-01')
INSERT INTO acc.approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, requested_at, rule_in_words, step_count, state) VALUES (gen_random_uuid(), 'invoice', :'draft', 9, repeat('0', 64), 1, 'USD', acc.me(), acc.me(), now(), '', 1, 'approved')
INSERT INTO acc.approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, requested_at, rule_in_words, step_count, state) VALUES (gen_random_uuid(), 'invoice', :'draft', 9, repeat('0', 64), 1, 'USD', 'csm-apac', 'csm-apac', now(), '', 0, 'pending')
INSERT INTO acc.approval_policy (version, body, digest, proposed_by, proposed_at, published_by, published_at) VALUES (99, '{}', 'x', acc.me(), now(), acc.me(), now())
@rep,csm,manager,billing,approver,legal,auditor,worker: INSERT INTO acc.approval_policy (version, body, digest, proposed_by, proposed_at) VALUES ((SELECT max(version) + 1 FROM acc.approval_policy), '{}', 'x', acc.me(), now())
INSERT INTO acc.approval_policy (version, body, digest, proposed_by, proposed_at) VALUES ((SELECT max(version) + 1 FROM acc.approval_policy), '{}', 'x', 'someone', now())
UPDATE acc.approval_policy SET body = '{}'
DELETE FROM acc.approval_policy
UPDATE acc.workspace_setting SET value = 'recorded' WHERE key = 'separation'
DELETE FROM acc.workspace_setting
UPDATE acc.workspace_setting SET value = 'nobody' WHERE key = 'default_user'
INSERT INTO acc.workspace_setting (key, value) VALUES ('fixed_now', '2020-01-01')
@rep,csm,manager,approver,legal,auditor,admin,worker: INSERT INTO acc.workspace_setting (key, value) VALUES ('write_off_limit_minor', '999999999') ON CONFLICT (key) DO UPDATE SET value = excluded.value

-- documents
UPDATE acc.invoice SET total_minor = total_minor + 1, subtotal_minor = subtotal_minor + 1 WHERE state = 'issued'
UPDATE acc.invoice SET number = 'INV-2026-999999' WHERE state = 'issued'
UPDATE acc.invoice SET state = 'draft', number = NULL WHERE state = 'issued'
UPDATE acc.invoice SET due_date = '2030-01-01' WHERE id = :'issued'
WITH moved AS (UPDATE acc.invoice SET region = 'MINE' WHERE id = :'issued' RETURNING region) SELECT 1 FROM moved WHERE region = 'MINE'
WITH moved AS (UPDATE acc.invoice SET region = 'MINE' WHERE id = :'draft' RETURNING region) SELECT 1 FROM moved WHERE region = 'MINE'
UPDATE acc.invoice SET account_id = (SELECT id FROM acc.account LIMIT 1) WHERE id = :'issued'
UPDATE acc.invoice SET digest = repeat('0', 64) WHERE id = :'issued'
DELETE FROM acc.invoice WHERE id = :'issued'
UPDATE acc.invoice SET state = 'issued', number = 'INV-2026-999999', issued_at = now() WHERE id = :'draft'
UPDATE acc.invoice SET state = 'issued', number = '', issued_at = now() WHERE id = :'draft'
UPDATE acc.approval SET state = 'superseded' WHERE subject_id = :'draft'; UPDATE acc.number_series SET next_number = next_number + 1 WHERE series = 'invoice' AND year = 2026; UPDATE acc.invoice SET state = 'issued', number = (SELECT 'INV-2026-' || lpad((next_number - 1)::text, 6, '0') FROM acc.number_series WHERE series = 'invoice' AND year = 2026 LIMIT 1) WHERE id = :'draft'
@rep,csm,manager,legal,auditor,admin: UPDATE acc.invoice SET state = 'approved' WHERE id = :'draft'
@rep,csm,manager,approver,controller,legal,auditor,admin: UPDATE acc.invoice SET purchase_order = 'X' WHERE id = :'draft'
@rep,csm,manager,approver,controller,legal,auditor,admin: DELETE FROM acc.invoice WHERE id = :'draft'
@rep,csm,manager,approver,controller,legal,auditor,admin: INSERT INTO acc.invoice SELECT (jsonb_populate_record(NULL::acc.invoice, jsonb_build_object('id', gen_random_uuid(), 'state', 'draft', 'created_by', acc.me()))).*
INSERT INTO acc.invoice SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'number', 'INV-2026-888888', 'created_by', acc.me()))).* FROM acc.invoice AS one WHERE id = :'issued'
INSERT INTO acc.invoice SELECT (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid(), 'created_by', 'someone'))).* FROM acc.invoice AS one WHERE id = :'draft'
UPDATE acc.invoice_line SET net_minor = net_minor - 1, gross_minor = gross_minor - 1 WHERE invoice_id = :'issued'
UPDATE acc.invoice_line SET credited = true WHERE invoice_id = :'issued'
DELETE FROM acc.invoice_line WHERE invoice_id = :'issued'
INSERT INTO acc.invoice_line SELECT (jsonb_populate_record(one, '{"n": 900, "sequence": 900}')).* FROM acc.invoice_line AS one WHERE invoice_id = :'issued' LIMIT 1
DELETE FROM acc.invoice_tax_group WHERE invoice_id = :'issued'
UPDATE acc.invoice_allocation SET amount_minor = 0 WHERE invoice_id = :'issued'
UPDATE acc.issued_document SET sha256 = repeat('0', 64)
DELETE FROM acc.issued_document
UPDATE acc.electronic_invoice SET content = 'x'
DELETE FROM acc.document_asset
UPDATE acc.credit_note SET total_minor = 1, net_minor = 1
DELETE FROM acc.credit_note
DELETE FROM acc.credit_note_line
INSERT INTO acc.credit_note SELECT (jsonb_populate_record(NULL::acc.credit_note, jsonb_build_object('id', gen_random_uuid(), 'invoice_id', :'issued', 'state', 'issued', 'number', 'CN-1', 'requested_by', acc.me()))).*

INSERT INTO acc.invoice SELECT (jsonb_populate_record(one, jsonb_build_object('id', '00000000-0000-4000-8000-000000000001', 'state', 'draft', 'number', NULL, 'created_by', acc.me()))).* FROM acc.invoice AS one WHERE id = :'draft'; UPDATE acc.number_series SET next_number = next_number + 1 WHERE series = 'invoice' AND year = 2026 AND issuing_entity_id = (SELECT issuing_entity_id FROM acc.invoice WHERE id = :'draft'); UPDATE acc.invoice SET state = 'issued', issued_at = now(), number = (SELECT acc.number_text(number_format, year, next_number - 1) FROM acc.number_series JOIN acc.issuing_entity ON issuing_entity.id = issuing_entity_id WHERE series = 'invoice' AND year = 2026 AND issuing_entity_id = invoice.issuing_entity_id) WHERE id = '00000000-0000-4000-8000-000000000001'; SELECT count(*) FROM acc.invoice WHERE id = '00000000-0000-4000-8000-000000000001' AND state = 'issued'

-- numbers
UPDATE acc.number_series SET next_number = next_number + 5
UPDATE acc.number_series SET next_number = next_number - 1
UPDATE acc.number_series SET next_number = 1
UPDATE acc.number_series SET next_number = next_number + 1 WHERE series = 'invoice'; SET CONSTRAINTS ALL IMMEDIATE
DELETE FROM acc.number_series
INSERT INTO acc.number_series (issuing_entity_id, series, year, next_number) SELECT id, 'invoice', 2031, 500 FROM acc.issuing_entity LIMIT 1; SET CONSTRAINTS ALL IMMEDIATE
@rep,csm,manager,billing,approver,controller,legal,auditor,worker: INSERT INTO acc.number_reservation (issuing_entity_id, series, year, first_number, last_number, reason, reserved_by, reserved_at) SELECT id, 'invoice', 2031, 1, 5, 'x', acc.me(), now() FROM acc.issuing_entity LIMIT 1
UPDATE acc.number_series_start SET first_number = 9999
DELETE FROM acc.number_reservation

-- books
UPDATE acc.posting SET amount_minor = 1
DELETE FROM acc.posting
DELETE FROM acc.ledger_entry
INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES (gen_random_uuid(), '2026-06-30', 'mine', gen_random_uuid(), now())
INSERT INTO acc.posting (entry_id, n, account, currency, amount_minor) VALUES (:'entry', 900, 'receivable', 'USD', -100)
UPDATE acc.payment SET amount_minor = 1
DELETE FROM acc.payment
DELETE FROM acc.payment_application
UPDATE acc.payment_application SET amount_minor = 1
@rep,csm,manager,approver,legal,auditor,admin: INSERT INTO acc.payment (id, account_id, received_on, currency, amount_minor, method, reference) SELECT gen_random_uuid(), account_id, '2026-06-30', currency, 100, 'wire', 'x' FROM acc.invoice LIMIT 1
@rep,auditor,admin,legal,worker: INSERT INTO acc.write_off (id, invoice_id, currency, amount_minor, company_minor, reason, state, dated, digest, requested_by, requested_at) VALUES (gen_random_uuid(), :'issued', 'USD', 1, 1, 'x', 'in_approval', '2026-06-30', '', acc.me(), now())
INSERT INTO acc.write_off (id, invoice_id, currency, amount_minor, company_minor, reason, state, dated, digest, requested_by, requested_at) VALUES (gen_random_uuid(), :'issued', 'USD', 99999999, 99999999, 'x', 'done', '2026-06-30', '', acc.me(), now())
@rep,csm,manager,billing,approver,legal,auditor,admin,worker: INSERT INTO acc.ledger_close (id, through, closed_by, closed_at, checks) VALUES (gen_random_uuid(), '2030-01-31', acc.me(), now(), '[]')
INSERT INTO acc.ledger_close (id, through, closed_by, closed_at, checks) VALUES (gen_random_uuid(), '2030-01-31', 'controller2', now(), '[]')
DELETE FROM acc.ledger_close
UPDATE acc.bank_entry SET amount_minor = 1
DELETE FROM acc.bank_entry
UPDATE acc.bank_payment SET fee_minor = 1

-- audit and commands
UPDATE acc.audit_record SET actor = 'someone'
UPDATE acc.audit_record SET body = '{}' WHERE sequence = 3
DELETE FROM acc.audit_record
DELETE FROM acc.audit_record WHERE sequence = (SELECT sequence FROM acc.audit_head)
INSERT INTO acc.audit_record SELECT sequence + 1, now(), 'controller2', 'console', 'x', '', '', '{}', hash, repeat('1', 64) FROM acc.audit_head
INSERT INTO acc.audit_record SELECT sequence + 7, now(), acc.me(), 'console', 'x', '', '', '{}', hash, repeat('1', 64) FROM acc.audit_head
INSERT INTO acc.audit_record SELECT sequence + 1, now(), acc.me(), 'console', 'x', '', '', '{}', repeat('2', 64), repeat('1', 64) FROM acc.audit_head
INSERT INTO acc.audit_record SELECT sequence + 1, now(), acc.me(), 'console', 'x', '', '', '{}', hash, repeat('1', 64) FROM acc.audit_head
UPDATE acc.audit_head SET hash = repeat('0', 64)
DELETE FROM acc.command
UPDATE acc.command SET outcome = '{}'
INSERT INTO acc.command (id, who, kind, digest, outcome, recorded_at) VALUES (gen_random_uuid(), 'someone', 'x', '', '{}', now())
UPDATE acc.write_order SET commits = 0
UPDATE acc.write_order SET commits = commits + 1000000
DELETE FROM acc.write_order
DELETE FROM acc.schema_migration
UPDATE acc.schema_migration SET digest = 'x'
TRUNCATE acc.audit_record
TRUNCATE acc.invoice CASCADE
TRUNCATE acc.command
TRUNCATE acc.decision
TRUNCATE acc.search_entry CASCADE
TRUNCATE acc.home_mark
LOCK TABLE acc.audit_record IN ACCESS EXCLUSIVE MODE
LOCK TABLE acc.posting IN ACCESS EXCLUSIVE MODE

-- the rules themselves
ALTER TABLE acc.audit_record DISABLE TRIGGER ALL
ALTER TABLE acc.invoice DISABLE TRIGGER invoice_is_fixed
ALTER TABLE acc.invoice DISABLE ROW LEVEL SECURITY
ALTER TABLE acc.invoice NO FORCE ROW LEVEL SECURITY
ALTER TABLE acc.invoice OWNER TO session_user
ALTER TABLE acc.invoice DROP CONSTRAINT invoice_check
DROP TRIGGER invoice_is_fixed ON acc.invoice
DROP TRIGGER audit_record_is_kept ON acc.audit_record
DROP POLICY reading ON acc.invoice
CREATE POLICY mine ON acc.invoice USING (true)
ALTER POLICY reading ON acc.invoice USING (true)
DROP TABLE acc.audit_record
DROP SCHEMA acc CASCADE
DROP FUNCTION acc.me() CASCADE
CREATE OR REPLACE FUNCTION acc.me() RETURNS TEXT LANGUAGE sql AS 'SELECT ''controller'''
ALTER FUNCTION acc.me() RESET ALL
ALTER FUNCTION acc.reach(text) OWNER TO session_user
CREATE RULE mine AS ON UPDATE TO acc.invoice DO INSTEAD NOTHING
CREATE TRIGGER mine BEFORE INSERT ON acc.audit_record FOR EACH ROW EXECUTE FUNCTION acc.superseded_by_me()
CREATE VIEW acc.mine AS SELECT 1
CREATE TABLE acc.mine (a INTEGER)
CREATE INDEX mine ON acc.invoice (number)
GRANT SELECT ON acc.bank_entry TO PUBLIC; SELECT count(*) FROM acc.bank_entry WHERE acc.reach('bank.read') = 'none'
REVOKE ALL ON acc.invoice FROM accord_member; SELECT CASE WHEN has_table_privilege('accord_member', 'acc.invoice', 'SELECT') THEN NULL ELSE 'taken' END
COMMENT ON SCHEMA acc IS 'mine'
REINDEX TABLE acc.invoice
CLUSTER acc.invoice USING invoice_pkey

-- names that are looked up elsewhere
CREATE TEMPORARY TABLE app_user_role AS SELECT acc.me() AS user_name, 'controller' AS role
CREATE TEMPORARY TABLE person_login (login_oid OID, user_name TEXT)
CREATE SCHEMA mine
CREATE TABLE public.mine (a INTEGER)
CREATE FUNCTION public.mine() RETURNS INTEGER LANGUAGE sql AS 'SELECT 1'
CREATE FUNCTION pg_temp.mine() RETURNS TEXT LANGUAGE sql AS 'SELECT 1::text'
SET search_path = pg_temp, public, acc; CREATE TEMPORARY VIEW permission AS SELECT 'invoice.read' AS operation, 'legal' AS role, 'all' AS reach
CREATE OPERATOR public.= (LEFTARG = text, RIGHTARG = text, PROCEDURE = pg_catalog.texteq)
CREATE EXTENSION dblink
CREATE EXTENSION plpython3u
CREATE FUNCTION public.evil() RETURNS VOID LANGUAGE c AS '/lib/x86_64-linux-gnu/libc.so.6', 'system'
DO $$ BEGIN PERFORM acc.guard_table(one) FROM acc.table_access AS one; END $$

-- rows of others, by other doors
@rep,csm,manager: SELECT count(*) FROM acc.account WHERE region = 'APAC'
@rep: SELECT count(*) FROM acc.account WHERE region <> 'EMEA'
@rep: SELECT count(*) FROM acc.invoice WHERE region <> 'EMEA'
@rep: SELECT count(*) FROM acc.invoice_line WHERE invoice_id NOT IN (SELECT id FROM acc.invoice)
@rep: SELECT count(*) FROM acc.contract WHERE region <> 'EMEA'
@rep: SELECT count(*) FROM acc.contract_version WHERE contract_id NOT IN (SELECT id FROM acc.contract)
@rep: SELECT count(*) FROM acc.location WHERE region <> 'EMEA'
@rep: SELECT count(*) FROM acc.contact WHERE account_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.search_entry WHERE region <> 'EMEA'
@rep: SELECT count(*) FROM acc.search_text WHERE id NOT IN (SELECT id FROM acc.search_entry)
@rep: SELECT count(*) FROM acc.payment WHERE account_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.posting WHERE customer_id IS NOT NULL AND customer_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.usage_series WHERE account_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.usage_daily WHERE series_id NOT IN (SELECT id FROM acc.usage_series)
@rep: SELECT count(*) FROM acc.outbox
@rep: SELECT count(*) FROM acc.delivery
@rep: SELECT count(*) FROM acc.document_recipient WHERE account_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.carried_bill WHERE account_id NOT IN (SELECT id FROM acc.account)
@rep: SELECT count(*) FROM acc.open_carried_bill WHERE account_id NOT IN (SELECT id FROM acc.account)
@legal: SELECT count(*) FROM acc.invoice
@legal: SELECT count(*) FROM acc.invoice_line
@legal: SELECT count(*) FROM acc.payment
@legal: SELECT count(*) FROM acc.posting
@admin: SELECT count(*) FROM acc.account
@admin: SELECT count(*) FROM acc.contract
@admin: SELECT count(*) FROM acc.contact
@admin: SELECT count(*) FROM acc.invoice
@rep,csm,manager,approver,legal,auditor,admin: SELECT count(*) FROM acc.bank_entry
@rep,csm,manager,approver,legal,auditor,admin: SELECT count(*) FROM acc.bank_account
@rep,csm,manager,approver,legal,auditor,admin: COPY acc.bank_entry TO STDOUT
@rep,csm,manager,approver,legal,auditor,admin: TABLE acc.bank_import
@rep,csm,manager,approver,legal,auditor,admin: SELECT count(payer_account) FROM acc.bank_entry
@rep: COPY (SELECT 1 FROM acc.invoice WHERE region <> 'EMEA') TO STDOUT
@admin: COPY acc.account TO STDOUT
COPY acc.invoice FROM '/etc/passwd'
COPY acc.invoice TO '/tmp/accord_stolen.csv'
COPY (SELECT 1) TO PROGRAM 'id'
SELECT pg_read_file('/etc/passwd')
SELECT pg_ls_dir('/')
SELECT lo_import('/etc/passwd')
SELECT lo_export(1, '/tmp/x')
SELECT lo_from_bytea(0, 'x')
SELECT count(*) FROM pg_largeobject
SELECT count(*) FROM pg_statistic
@rep,csm,manager,approver,legal,auditor,admin: SELECT count(*) FROM pg_stats WHERE schemaname = 'acc'
SELECT count(*) FROM pg_stats_ext WHERE schemaname = 'acc'
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'accord'
SELECT count(query) FROM pg_stat_activity WHERE usename = 'accord' AND query NOT LIKE '<insuff%' AND query <> ''
SELECT pg_reload_conf()
ALTER SYSTEM SET fsync = off
ALTER DATABASE :"database" SET session_replication_role = replica
ALTER DATABASE :"database" OWNER TO session_user
DROP DATABASE :"database"
CREATE DATABASE mine
CREATE PUBLICATION mine FOR ALL TABLES
SELECT pg_create_logical_replication_slot('mine', 'pgoutput')
SELECT pg_logical_emit_message(false, 'x', 'y') FROM pg_create_physical_replication_slot('mine')
CREATE SERVER mine FOREIGN DATA WRAPPER postgres_fdw
@rep: WITH moved AS (UPDATE acc.account SET region = 'EMEA' WHERE region <> 'EMEA' RETURNING 1) SELECT count(*) FROM moved
@rep,csm: UPDATE acc.account SET payment_terms_days = 365
@rep,csm,manager,legal,auditor,approver: UPDATE acc.account SET billing_hold_reason = 'x'
@rep,csm,manager: UPDATE acc.account SET region = 'APAC'
@rep,legal,auditor,approver,admin: INSERT INTO acc.contract_version SELECT contract_id, version + 1, body, digest, acc.me(), now() FROM acc.contract_version WHERE acc.reach('contract.edit contract.activate') = 'none'
@manager: INSERT INTO acc.contract_version (contract_id, version, body, digest, created_by, created_at) VALUES (:'contract_apac', 99, '{}', '', acc.me(), now())
UPDATE acc.contract_version SET body = '{}'
DELETE FROM acc.contract_version
UPDATE acc.price_book SET body = '{}'
@rep,csm,manager,billing,legal,auditor,admin,worker: INSERT INTO acc.price_book (version, currency, valid_from, body, digest, published_by, published_at) VALUES (99, 'USD', '2026-01-01', '{}', '', acc.me(), now())
@rep,csm,manager,approver,legal,auditor,admin: INSERT INTO acc.usage_import (sequence, source, file_name, sha256, imported_by, imported_at, row_count, added, repeated, quarantined) VALUES (9999, 'x', 'x', '', acc.me(), now(), 0, 0, 0, 0)
INSERT INTO acc.usage_import (sequence, source, file_name, sha256, imported_by, imported_at, row_count, added, repeated, quarantined) VALUES (9999, 'x', 'x', '', 'someone', now(), 0, 0, 0, 0)
UPDATE acc.usage_daily SET quantity = 0
DELETE FROM acc.usage_event
DELETE FROM acc.issuing_entity
INSERT INTO acc.saved_view (owner, page, name, body) VALUES ('someone', 'x', 'x', '{}')
SELECT count(*) FROM acc.home_visit WHERE who <> acc.me()
SELECT count(*) FROM acc.command WHERE who <> acc.me()
@rep,csm,billing,approver,legal,worker: SELECT count(*) FROM acc.audit_record WHERE actor <> acc.me()
@rep,csm,manager,approver,legal,auditor,admin: SELECT table_to_xml('acc.bank_entry', true, true, '')
@rep: EXPLAIN ANALYZE SELECT 1 FROM acc.bank_entry

-- work without a connection
SELECT acc.told_append('region:EMEA', true, 'account', gen_random_uuid(), 9, false, '{}')
SELECT acc.told_row('account', gen_random_uuid(), 'region:EMEA', '{}', '', NULL)
SELECT acc.sync_begin('user:nobody')
SELECT count(*) FROM acc.sync_head('user:nobody')
SELECT acc.sync_keep('account', gen_random_uuid(), '{}', 'controller')
SELECT acc.sync_keep('orphan_edit', gen_random_uuid(), '{"who":"controller","command":{}}', 'controller')
INSERT INTO acc.sync_device (id, person, last_sequence, revoked) VALUES (gen_random_uuid(), 'nobody', 0, false)
INSERT INTO acc.sync_scope (scope, clock, hash, horizon, horizon_hash) VALUES ('region:X', 1, '', 1, '')
INSERT INTO acc.sync_row (entity, entity_id, scope, version, deleted, body, about_entity) VALUES ('account', gen_random_uuid(), 'region:X', 1, false, '{}', '')
@rep,csm,manager,admin: SELECT bytes FROM acc.attachment_part WHERE content_id = :'apac_file'
@rep,csm,manager,admin: SELECT sha256 FROM acc.attachment_content WHERE id = :'apac_file'
@rep,csm,manager: INSERT INTO acc.attachment (id, account_id, subject_kind, subject_id, content_id, file_name, media_type, added_by, added_at) SELECT gen_random_uuid(), id, 'account', id, :'apac_file', 'mine.txt', 'text/plain', acc.me(), now() FROM acc.account LIMIT 1
@approver,auditor,admin,worker: INSERT INTO acc.attachment_content (id, sha256, size, brought_by, brought_at, complete) VALUES (gen_random_uuid(), repeat('a', 64), 1, acc.me(), now(), false)
INSERT INTO acc.attachment_content (id, sha256, size, brought_by, brought_at, complete) VALUES (gen_random_uuid(), repeat('a', 64), 1, 'somebody', now(), false)
INSERT INTO acc.attachment_part (content_id, part, bytes) VALUES (:'apac_file', 1, 'x')
@rep,csm,manager,legal,approver,auditor,admin,worker: UPDATE acc.attachment SET removed_by = acc.me(), removed_at = now()
UPDATE acc.attachment SET file_name = 'other.txt'
DELETE FROM acc.attachment
UPDATE acc.attachment_part SET bytes = 'x'
DELETE FROM acc.attachment_part WHERE content_id = :'apac_file'
@rep,csm,manager,billing,legal,controller: INSERT INTO acc.attachment_content (id, sha256, size, brought_by, brought_at, complete) VALUES ('00000000-0000-7000-8000-00000000c0de', repeat('a', 64), 1, acc.me(), now(), false); INSERT INTO acc.attachment_part (content_id, part, bytes) VALUES ('00000000-0000-7000-8000-00000000c0de', 0, 'x'); UPDATE acc.attachment_content SET complete = true WHERE id = '00000000-0000-7000-8000-00000000c0de'
@rep,csm,billing,approver,legal,worker: SELECT 1 FROM acc.audit_record WHERE actor <> acc.me()
@manager: SELECT 1 FROM acc.audit_record WHERE actor <> acc.me() AND subject_kind = 'account' AND subject_id NOT IN (SELECT id::text FROM acc.account)
@manager: SELECT 1 FROM acc.audit_record WHERE actor <> acc.me() AND subject_kind NOT IN ('account', 'contract', 'invoice', 'credit_note')

-- requests whose deciders somebody chooses for themselves, amounts that are said to be worth little, documents and
-- entries that stand for nothing
UPDATE acc.approval SET state = 'superseded' WHERE id = :'pending'; INSERT INTO acc.approval_seat (approval_id, step, stage) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, 1); INSERT INTO acc.approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, false, 'person', acc.me(), 1); INSERT INTO acc.approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, requested_at, rule_in_words, step_count, state) SELECT '00000000-0000-4000-8000-0000000000f1', kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, now(), 'none', 1, 'pending' FROM acc.approval WHERE id = :'pending'; INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, acc.me(), 'approve', '', now()); UPDATE acc.approval SET state = 'approved' WHERE id = '00000000-0000-4000-8000-0000000000f1'; UPDATE acc.invoice SET state = 'approved' WHERE id = :'draft'
UPDATE acc.approval SET state = 'superseded' WHERE id = :'pending'; INSERT INTO acc.approval_seat (approval_id, step, stage) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, 1); INSERT INTO acc.approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, false, 'role', 'approver', 1); INSERT INTO acc.approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, requested_at, rule_in_words, step_count, state) SELECT '00000000-0000-4000-8000-0000000000f1', kind, subject_id, revision, digest, 1, currency, requested_by, created_by, now(), 'none', 1, 'pending' FROM acc.approval WHERE id = :'pending'
UPDATE acc.approval SET state = 'superseded' WHERE id = :'pending'; INSERT INTO acc.approval_seat (approval_id, step, stage) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, 1); INSERT INTO acc.approval_holder (approval_id, step, after_escalation, kind, name, n) VALUES ('00000000-0000-4000-8000-0000000000f1', 1, false, 'role', 'legal', 1); INSERT INTO acc.approval (id, kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, requested_at, rule_in_words, step_count, state) SELECT '00000000-0000-4000-8000-0000000000f1', kind, subject_id, revision, digest, amount_minor, currency, requested_by, created_by, now(), 'none', 1, 'pending' FROM acc.approval WHERE id = :'pending'
INSERT INTO acc.write_off (id, invoice_id, currency, amount_minor, company_minor, reason, state, dated, digest, requested_by, requested_at) SELECT gen_random_uuid(), id, currency, total_minor, 0, 'x', 'done', issue_date, '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'
INSERT INTO acc.write_off (id, invoice_id, currency, amount_minor, company_minor, reason, state, dated, digest, requested_by, requested_at) SELECT gen_random_uuid(), id, currency, total_minor, company_total_minor / 3, 'x', 'in_approval', issue_date, '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'
INSERT INTO acc.refund (id, number, account_id, currency, amount_minor, company_minor, method, reason, state, dated, digest, requested_by, requested_at) SELECT gen_random_uuid(), 999, account_id, 'USD', 100000000, 1, 'transfer', 'x', 'in_approval', '2026-06-30', '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'
INSERT INTO acc.approval_matter (id, kind, account_id, title, reason, amount_minor, currency, company_amount_minor, company_currency, facts, digest, made_by, made_at) SELECT gen_random_uuid(), 'credit_terms', account_id, 'x', 'x', 100000000, 'USD', 1, 'USD', '{}', '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'
UPDATE acc.invoice SET company_total_minor = 1 WHERE id = :'draft'
INSERT INTO acc.invoice SELECT (jsonb_populate_record(one, jsonb_build_object('id', '00000000-0000-4000-8000-0000000000f3', 'state', 'draft', 'number', NULL, 'seal', NULL, 'issued_at', NULL, 'run_id', NULL, 'purchase_order', '', 'issue_date', '2026-06-30', 'due_date', '2026-07-30', 'created_by', acc.me()))).* FROM acc.invoice AS one WHERE id = (SELECT small.id FROM acc.invoice AS small WHERE small.state = 'issued' AND small.currency = 'USD' AND small.total_minor BETWEEN 1 AND 100000 LIMIT 1); UPDATE acc.invoice SET state = 'approved' WHERE id = '00000000-0000-4000-8000-0000000000f3'; UPDATE acc.number_series SET next_number = next_number + 1 WHERE series = 'invoice' AND year = 2026 AND issuing_entity_id = (SELECT issuing_entity_id FROM acc.invoice WHERE id = '00000000-0000-4000-8000-0000000000f3'); UPDATE acc.invoice SET state = 'issued', issued_at = now(), number = (SELECT replace(replace(number_format, '{year}', '2026'), '{number}', lpad((next_number - 1)::text, 6, '0')) FROM acc.number_series JOIN acc.issuing_entity ON issuing_entity.id = number_series.issuing_entity_id WHERE series = 'invoice' AND year = 2026 AND number_series.issuing_entity_id = invoice.issuing_entity_id) WHERE id = '00000000-0000-4000-8000-0000000000f3'
INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f4', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'bad_debt', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f4', '2026-07-31', 'invoice', gen_random_uuid(), now())
INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f4', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'bad_debt', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f4', '2026-07-31', 'write_off', gen_random_uuid(), now())
INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f4', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'bad_debt', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f4', '2026-07-31', 'anything', gen_random_uuid(), now())
UPDATE acc.reference_rate SET least = 1
SELECT count(*) FROM acc.reference_rate
@billing: UPDATE acc.account SET billing_hold_reason = 'x' WHERE id = (SELECT account_id FROM acc.invoice WHERE id = :'issued')
@approver: INSERT INTO acc.decision (approval_id, step, decided_by, verdict, reason, decided_at) VALUES (:'pending', 1, acc.me(), 'approve', '', now())
WITH forged AS (UPDATE acc.note SET text = 'forged' WHERE author <> acc.me() RETURNING 1) SELECT 1 FROM forged
WITH taken AS (UPDATE acc.note SET author = acc.me() WHERE author <> acc.me() RETURNING 1) SELECT 1 FROM taken
DELETE FROM acc.note WHERE author <> acc.me()
@billing,approver,rep,csm,manager,legal,auditor,admin,worker: UPDATE acc.budget SET amount_minor = 999999999, cap = 'notify' WHERE cap = 'block'
UPDATE acc.budget SET amount_minor = amount_minor + 1, saved_by = 'someone'
UPDATE acc.invoice SET created_by = 'someone' WHERE id = :'draft'
INSERT INTO acc.payment (id, account_id, received_on, currency, amount_minor, method, reference) SELECT '00000000-0000-4000-8000-0000000000f5', account_id, '2026-06-30', currency, total_minor, 'transfer', 'x' FROM acc.invoice WHERE id = :'issued'; INSERT INTO acc.payment_application (payment_id, invoice_id, amount_minor) SELECT '00000000-0000-4000-8000-0000000000f5', id, amount_due_minor FROM acc.invoice WHERE id = :'issued'
INSERT INTO acc.payment (id, account_id, received_on, currency, amount_minor, method, reference) SELECT gen_random_uuid(), account_id, '2026-06-30', currency, total_minor, 'bank', 'x' FROM acc.invoice WHERE id = :'issued'
@worker,billing,controller: DELETE FROM acc.usage_seen; DELETE FROM acc.usage_seen_run
DELETE FROM acc.usage_seen
@auditor,csm,rep,manager,legal,approver,admin: INSERT INTO acc.work_batch (id, kind, subject_id, part, content, state, lease_owner, fence, failures, last_error, made_by, made_at) VALUES (gen_random_uuid(), 'bill_run', gen_random_uuid(), 0, '{}', 'waiting', '', 0, 0, '{}', acc.me(), now())
@rep,csm,manager,approver,legal,auditor,admin: SELECT acc.make_usage_months('2000-01-01', '2000-02-01')
@manager,legal: INSERT INTO acc.contract_version (contract_id, version, body, digest, created_by, created_at) SELECT contract_id, version + 1, body, digest, acc.me(), now() FROM acc.contract_version AS one WHERE version = (SELECT max(version) FROM acc.contract_version AS other WHERE other.contract_id = one.contract_id) LIMIT 1
@rep,csm,manager,approver,legal,auditor,admin: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'invoice.issue', 'invoice', 'x', '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('invoice.issue') || acc.canonical('invoice') || acc.canonical('x') || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is
@billing,controller,manager: INSERT INTO acc.approval_matter (id, kind, account_id, title, reason, amount_minor, currency, company_amount_minor, company_currency, facts, digest, made_by, made_at) SELECT '00000000-0000-4000-8000-0000000000f6', 'credit_terms', account_id, 'x', 'x', 99999999900, 'USD', 99999999900, 'USD', '{}', '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'; INSERT INTO acc.asked_change (matter_id, field, record_id, record_name, revision, part, before_value, after_value, after_number) SELECT '00000000-0000-4000-8000-0000000000f6', 'credit_limit', account.id, name, account.version, '', '', 'x', 99999999900 FROM acc.account JOIN acc.invoice ON account_id = account.id WHERE invoice.id = :'issued'; INSERT INTO acc.credit_limit (account_id, currency, limit_minor, set_by, set_at) SELECT account_id, currency, 99999999900, acc.me(), now() FROM acc.invoice WHERE id = :'issued'
@billing,controller,manager: INSERT INTO acc.approval_matter (id, kind, account_id, title, reason, amount_minor, currency, company_amount_minor, company_currency, facts, digest, made_by, made_at) SELECT '00000000-0000-4000-8000-0000000000f6', 'credit_terms', account_id, 'x', 'x', 100, 'USD', 100, 'USD', '{"net_days": 30}', '00', acc.me(), now() FROM acc.invoice WHERE id = :'issued'; INSERT INTO acc.asked_change (matter_id, field, record_id, record_name, revision, part, before_value, after_value, after_number) SELECT '00000000-0000-4000-8000-0000000000f6', 'payment_terms', account.id, name, account.version, '', '30', '365', 365 FROM acc.account JOIN acc.invoice ON account_id = account.id WHERE invoice.id = :'issued'; UPDATE acc.account SET payment_terms_days = 365 WHERE id = (SELECT account_id FROM acc.invoice WHERE id = :'issued')

-- acts that did not happen, in one's own name; entries of payments that nobody made
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'account.terms', 'account', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('account.terms') || acc.canonical('account') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT (SELECT account_id::text FROM acc.invoice WHERE id = :'issued') AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'account.payment_method', 'account', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('account.payment_method') || acc.canonical('account') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT gen_random_uuid()::text || 'x' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'payment.agreement', 'account', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('payment.agreement') || acc.canonical('account') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT (SELECT account_id::text FROM acc.invoice WHERE id = :'issued') AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'payment.accept', 'bank_entry', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('payment.accept') || acc.canonical('bank_entry') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT gen_random_uuid()::text AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'payment_file.make', 'payment_file', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('payment_file.make') || acc.canonical('payment_file') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT gen_random_uuid()::text AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'approval.decide', 'invoice', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('approval.decide') || acc.canonical('invoice') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT :'draft' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'approval.delegate', 'invoice', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('approval.delegate') || acc.canonical('invoice') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT :'draft' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'user.give_role', 'user', s, '{"role":"controller"}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('user.give_role') || acc.canonical('user') || acc.canonical(s) || acc.canonical('{"role":"controller"}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT 'rep' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'user.revoke_role', 'user', s, '{"role":"controller"}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('user.revoke_role') || acc.canonical('user') || acc.canonical(s) || acc.canonical('{"role":"controller"}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT 'controller' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'note.add', 'account', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('note.add') || acc.canonical('account') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT (SELECT account_id::text FROM acc.invoice WHERE id = :'issued') AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'usage.import', 'usage_import', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('usage.import') || acc.canonical('usage_import') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT '1' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'receivables.write_off', 'invoice', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('receivables.write_off') || acc.canonical('invoice') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT :'issued' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'invoice.discard', 'invoice', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('invoice.discard') || acc.canonical('invoice') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT :'draft' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'invoice.take_over', 'invoice', s, '{"documents":[]}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('invoice.take_over') || acc.canonical('invoice') || acc.canonical(s) || acc.canonical('{"documents":[]}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT '' AS s) AS about
@rep,csm,manager,billing,approver,controller,legal,auditor,admin,worker: INSERT INTO acc.audit_record (sequence, recorded_at, actor, device, kind, subject_kind, subject_id, body, previous_hash, hash) SELECT sequence + 1, t, acc.me(), 'x', 'ledger.programs', 'workspace_setting', s, '{}', hash, encode(sha256(acc.canonical(hash) || acc.canonical((sequence + 1)::text) || acc.canonical(to_char(t AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"000Z"')) || acc.canonical(acc.me()) || acc.canonical('x') || acc.canonical('ledger.programs') || acc.canonical('workspace_setting') || acc.canonical(s) || acc.canonical('{}')), 'hex') FROM acc.audit_head, (SELECT date_trunc('milliseconds', clock_timestamp()) AS t) AS now_is, (SELECT 'company_currency' AS s) AS about
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'payment', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'payment_split', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'payment_return', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'application', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'application_undone', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'allocation', gen_random_uuid(), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'payment_return', (SELECT subject_id FROM acc.ledger_entry WHERE kind = 'payment' LIMIT 1), now())
@billing,controller: INSERT INTO acc.posting (entry_id, n, account, customer_id, currency, amount_minor, base_minor) SELECT '00000000-0000-4000-8000-0000000000f8', n, account, account_id, 'USD', amount, amount FROM acc.invoice, (VALUES (1, 'receivable', -100000), (2, 'cash', 100000)) AS one (n, account, amount) WHERE id = :'issued'; INSERT INTO acc.ledger_entry (id, dated, kind, subject_id, recorded_at) VALUES ('00000000-0000-4000-8000-0000000000f8', '2026-07-31', 'application_undone', (SELECT subject_id FROM acc.ledger_entry WHERE kind = 'payment' LIMIT 1), now())
