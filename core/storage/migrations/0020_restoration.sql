-- A restored backup has forgotten which numbers were given after it was made: until somebody has said which, no
-- document gets one. Each restoration stays on record.

CREATE TABLE restoration (
    id {id} PRIMARY KEY,
    restored_at {instant} NOT NULL,
    restored_by {text} NOT NULL,         -- the login of the system on which it was put back
    backup {text} NOT NULL,              -- the name of the file
    seal {text} NOT NULL,                -- head of the audit chain in the backup
    confirmed_at {instant},
    confirmed_by {text},
    note {text} NOT NULL DEFAULT '',     -- what was found out about the numbers
    CHECK ((confirmed_at IS NULL) = (confirmed_by IS NULL))
) {strict};
CREATE INDEX restoration_open ON restoration (restored_at) WHERE confirmed_at IS NULL;
CREATE TRIGGER restoration_is_confirmed_once BEFORE UPDATE ON restoration
WHEN old.confirmed_at IS NOT NULL OR new.confirmed_at IS NULL OR new.id IS NOT old.id
    OR new.restored_at IS NOT old.restored_at OR new.restored_by IS NOT old.restored_by
    OR new.backup IS NOT old.backup OR new.seal IS NOT old.seal
BEGIN
    SELECT raise(abort, 'restore.history_kept');
END;
CREATE TRIGGER restoration_is_kept BEFORE DELETE ON restoration
BEGIN
    SELECT raise(abort, 'restore.history_kept');
END;
CREATE TRIGGER number_series_waits_to_begin BEFORE INSERT ON number_series
WHEN EXISTS (SELECT 1 FROM restoration WHERE confirmed_at IS NULL)
BEGIN
    SELECT raise(abort, 'restore.numbering_locked');
END;
CREATE TRIGGER number_series_waits BEFORE UPDATE ON number_series
WHEN EXISTS (SELECT 1 FROM restoration WHERE confirmed_at IS NULL)
BEGIN
    SELECT raise(abort, 'restore.numbering_locked');
END;

-- What was issued since a moment, for the journal that is kept outside the database.
CREATE INDEX invoice_by_issued_at ON invoice (issued_at) WHERE issued_at IS NOT NULL;
CREATE INDEX credit_note_by_issued_at ON credit_note (issued_at) WHERE issued_at IS NOT NULL;
