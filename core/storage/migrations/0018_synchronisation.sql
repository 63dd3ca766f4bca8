-- Work without a connection: what a team's database keeps of it, and what the copy on a rep's machine does.

CREATE TABLE note (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    author {text} NOT NULL,
    text {text} NOT NULL,
    written_at {instant} NOT NULL
) {strict};
CREATE INDEX note_by_account ON note (account_id, written_at);

-- Drafts of contracts stand among the saved views; here are their ids.
CREATE TABLE sync_draft (
    entity_id {id} PRIMARY KEY,
    owner {text} NOT NULL,
    name {text} NOT NULL,
    UNIQUE (owner, name)
) {strict};

-- Both sides: each row as it was told last, by the entity that it is.
CREATE TABLE sync_row (
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    scope {text} NOT NULL,               -- "region:EMEA", "user:ann"
    version {int} NOT NULL,
    deleted {bool} NOT NULL,
    body {json} NOT NULL,
    about_entity {text} NOT NULL,        -- of conflicts: the row that they are about
    about_id {id},
    PRIMARY KEY (entity, entity_id)
) {strict_by_key};
CREATE INDEX sync_row_by_scope ON sync_row (scope);
CREATE INDEX sync_row_by_subject ON sync_row (about_entity, about_id) WHERE about_id IS NOT NULL;

-- The team's side.
CREATE TABLE sync_device (
    id {id} PRIMARY KEY,
    person {text} NOT NULL,
    last_sequence {int} NOT NULL,
    revoked {bool} NOT NULL
) {strict};
CREATE TABLE sync_answer (
    device {id} NOT NULL REFERENCES sync_device (id),
    sequence {int} NOT NULL,
    answers {text} NOT NULL,             -- hash over all answers up to this one
    PRIMARY KEY (device, sequence)
) {strict_by_key};
CREATE TABLE sync_command (
    id {id} PRIMARY KEY,
    person {text} NOT NULL,
    device {id} NOT NULL,
    digest {text} NOT NULL,
    body {json} NOT NULL,
    outcome {json} NOT NULL,
    recorded_at {instant} NOT NULL
) {strict};
CREATE TRIGGER sync_command_is_kept BEFORE DELETE ON sync_command
BEGIN
    SELECT raise(abort, 'sync.command_immutable');
END;
CREATE TRIGGER sync_command_is_fixed BEFORE UPDATE ON sync_command
BEGIN
    SELECT raise(abort, 'sync.command_immutable');
END;
-- Who writes into a scope takes its clock on, and holds it until the end of the transaction: clocks become visible in
-- their order, and there is no hole.
CREATE TABLE sync_scope (
    scope {text} PRIMARY KEY,
    clock {int} NOT NULL,
    hash {text} NOT NULL,
    horizon {int} NOT NULL,
    horizon_hash {text} NOT NULL
) {strict_by_key};
CREATE TABLE sync_change (
    scope {text} NOT NULL REFERENCES sync_scope (scope),
    clock {int} NOT NULL,
    leaves {bool} NOT NULL,
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    version {int} NOT NULL,
    deleted {bool} NOT NULL,
    body {json} NOT NULL,
    command {id},
    previous {text} NOT NULL,
    hash {text} NOT NULL,
    PRIMARY KEY (scope, clock)
) {strict};
CREATE TRIGGER sync_change_follows_the_last BEFORE INSERT ON sync_change
WHEN new.clock <> (SELECT clock + 1 FROM sync_scope WHERE scope = new.scope)
    OR new.previous <> (SELECT hash FROM sync_scope WHERE scope = new.scope)
BEGIN
    SELECT raise(abort, 'sync.out_of_order');
END;
CREATE TRIGGER sync_change_is_fixed BEFORE UPDATE ON sync_change
BEGIN
    SELECT raise(abort, 'sync.command_immutable');
END;

-- The rep's side: one row in a copy, none anywhere else.
CREATE TABLE sync_identity (
    one {int} PRIMARY KEY CHECK (one = 1),
    device {id} NOT NULL,
    person {text} NOT NULL,
    server {text} NOT NULL,
    last_sequence {int} NOT NULL,
    acknowledged {int} NOT NULL,
    answers {text} NOT NULL,
    contact_at {instant},
    failure {text} NOT NULL              -- why the last try ended; empty when it did what it should
) {strict};
CREATE TABLE sync_outbox (
    id {id} PRIMARY KEY,
    sequence {int} NOT NULL,
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    body {json} NOT NULL,
    outcome {json},
    settled {bool} NOT NULL
) {strict};
CREATE INDEX sync_outbox_in_order ON sync_outbox (sequence);
CREATE INDEX sync_outbox_of_row ON sync_outbox (entity, entity_id);
CREATE TABLE sync_base (
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    scope {text} NOT NULL,
    version {int} NOT NULL,
    deleted {bool} NOT NULL,
    body {json} NOT NULL,
    PRIMARY KEY (entity, entity_id)
) {strict_by_key};
CREATE TABLE sync_cursor (
    scope {text} PRIMARY KEY,
    clock {int} NOT NULL,
    hash {text} NOT NULL
) {strict_by_key};
-- What was written here since commands were made of it last.
CREATE TABLE sync_touched (
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    PRIMARY KEY (entity, entity_id)
) {strict_by_key};

-- One order of things: what has a number, an amount or a day of its own is made where all of it is.
CREATE TRIGGER copy_posts_nothing BEFORE INSERT ON ledger_entry WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_bills_nothing BEFORE INSERT ON invoice WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_activates_nothing BEFORE INSERT ON contract_version WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_decides_nothing BEFORE INSERT ON decision WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_imports_nothing BEFORE INSERT ON usage_import WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_takes_no_payment BEFORE INSERT ON payment WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
CREATE TRIGGER copy_publishes_nothing BEFORE INSERT ON price_book WHEN EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
