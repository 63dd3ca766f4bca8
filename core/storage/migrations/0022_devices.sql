-- Machines that work without a connection.

-- Rows that left a scope, by what they are: who edited one without knowing is told so.
CREATE INDEX sync_change_that_left ON sync_change (entity, entity_id) WHERE leaves;

-- Who is behind a device, and when it was heard of.
CREATE TABLE sync_contact (
    device {id} PRIMARY KEY REFERENCES sync_device (id),
    name {text} NOT NULL,                -- of the machine, as it calls itself; empty until it said so
    first_at {instant} NOT NULL,
    last_at {instant} NOT NULL
) {strict};
-- Up to where a device has read a scope.
CREATE TABLE sync_reading (
    device {id} NOT NULL REFERENCES sync_device (id),
    scope {text} NOT NULL,
    clock {int} NOT NULL,
    PRIMARY KEY (device, scope)
) {strict_by_key};
CREATE TABLE sync_revocation (
    device {id} PRIMARY KEY REFERENCES sync_device (id),
    revoked_by {text} NOT NULL,
    revoked_at {instant} NOT NULL,
    reason {text} NOT NULL CHECK (reason <> '')
) {strict};
CREATE TRIGGER sync_revocation_is_kept BEFORE DELETE ON sync_revocation
BEGIN
    SELECT raise(abort, 'sync.device_revoked');
END;
CREATE TRIGGER sync_revocation_is_fixed BEFORE UPDATE ON sync_revocation
BEGIN
    SELECT raise(abort, 'sync.device_revoked');
END;
CREATE TRIGGER sync_device_stays_revoked BEFORE UPDATE ON sync_device WHEN old.revoked AND NOT new.revoked
BEGIN
    SELECT raise(abort, 'sync.device_revoked');
END;
-- Where a feed stood on a day, so that somebody can tell how old its lines are.
CREATE TABLE sync_day (
    scope {text} NOT NULL REFERENCES sync_scope (scope),
    day {date} NOT NULL,
    clock {int} NOT NULL,
    PRIMARY KEY (scope, day)
) {strict_by_key};
-- Rows that left a scope, when the lines that said so are gone.
CREATE TABLE sync_departure (
    scope {text} NOT NULL REFERENCES sync_scope (scope),
    entity {text} NOT NULL,
    entity_id {id} NOT NULL,
    PRIMARY KEY (scope, entity, entity_id)
) {strict_by_key};
