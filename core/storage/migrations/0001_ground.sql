-- What every workspace has before it has any business: its settings, its commands and its audit chain.

CREATE TABLE schema_migration (
    number {int} PRIMARY KEY,
    subject {text} NOT NULL,
    digest {text} NOT NULL,
    applied_at {instant} NOT NULL
) {strict};

CREATE TABLE workspace_setting (
    key {text} PRIMARY KEY,
    value {text} NOT NULL
) {strict_by_key};

-- The first insert of an act that cannot be undone: the same id again finds the outcome of the first time.
CREATE TABLE command (
    id {id} PRIMARY KEY CHECK (length(id) = 16),
    who {text} NOT NULL,
    kind {text} NOT NULL,
    digest {text} NOT NULL,
    outcome {json} NOT NULL,
    recorded_at {instant} NOT NULL
) {strict};

CREATE TRIGGER command_is_kept BEFORE DELETE ON command
BEGIN
    SELECT raise(abort, 'storage.command_immutable');
END;

CREATE TRIGGER command_is_fixed BEFORE UPDATE ON command
BEGIN
    SELECT raise(abort, 'storage.command_immutable');
END;

CREATE TABLE audit_record (
    sequence {int} PRIMARY KEY CHECK (sequence > 0),
    recorded_at {instant} NOT NULL,
    actor {text} NOT NULL,
    device {text} NOT NULL,
    kind {text} NOT NULL,
    subject_kind {text} NOT NULL,
    subject_id {text} NOT NULL,
    body {json} NOT NULL,
    previous_hash {text} NOT NULL CHECK (length(previous_hash) = 64),
    hash {text} NOT NULL UNIQUE CHECK (length(hash) = 64)
) {strict};

CREATE INDEX audit_record_by_subject ON audit_record (subject_kind, subject_id, sequence);

CREATE TRIGGER audit_record_follows_the_last BEFORE INSERT ON audit_record
WHEN new.sequence <> (SELECT coalesce(max(sequence), 0) + 1 FROM audit_record)
    OR new.previous_hash <> coalesce((SELECT hash FROM audit_record ORDER BY sequence DESC LIMIT 1),
                                     '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN
    SELECT raise(abort, 'audit.out_of_order');
END;

CREATE TRIGGER audit_record_is_kept BEFORE DELETE ON audit_record
BEGIN
    SELECT raise(abort, 'audit.immutable');
END;

CREATE TRIGGER audit_record_is_fixed BEFORE UPDATE ON audit_record
BEGIN
    SELECT raise(abort, 'audit.immutable');
END;
