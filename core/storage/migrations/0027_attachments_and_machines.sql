-- Files that people keep beside an account and what belongs to it: the content once by its SHA-256, in parts that can
-- travel one by one, and rows that name it.

CREATE TABLE attachment_content (
    id {id} PRIMARY KEY,
    sha256 {text} NOT NULL CHECK (length(sha256) = 64),
    size {int} NOT NULL CHECK (size BETWEEN 1 AND 26214400),
    brought_by {text} NOT NULL,          -- nobody learns from a hash that others have the same file
    brought_at {instant} NOT NULL,
    complete {bool} NOT NULL,            -- every part is here, and together they have the hash
    UNIQUE (sha256, brought_by)
) {strict};
CREATE TABLE attachment_part (
    content_id {id} NOT NULL REFERENCES attachment_content (id),
    part {int} NOT NULL CHECK (part BETWEEN 0 AND 99),
    bytes {blob} NOT NULL CHECK (length(bytes) BETWEEN 1 AND 262144),
    PRIMARY KEY (content_id, part)
) {strict};

CREATE TRIGGER attachment_content_begins_empty BEFORE INSERT ON attachment_content WHEN new.complete
BEGIN
    SELECT raise(abort, 'attachments.incomplete');
END;
CREATE TRIGGER attachment_content_is_fixed BEFORE UPDATE ON attachment_content
WHEN new.id IS NOT old.id OR new.sha256 IS NOT old.sha256 OR new.size IS NOT old.size
    OR new.brought_by IS NOT old.brought_by OR new.brought_at IS NOT old.brought_at OR (old.complete AND NOT new.complete)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
-- waits for: attachment_content.id = new.id
CREATE TRIGGER attachment_content_has_its_size BEFORE UPDATE ON attachment_content
WHEN new.complete AND NOT old.complete
    AND new.size <> (SELECT coalesce(sum(length(bytes)), 0) FROM attachment_part WHERE content_id = new.id)
BEGIN
    SELECT raise(abort, 'attachments.incomplete');
END;
-- In a copy files leave with their customer.
CREATE TRIGGER attachment_content_is_kept BEFORE DELETE ON attachment_content
WHEN old.complete AND NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
-- waits for: attachment_content.id = new.content_id
CREATE TRIGGER attachment_part_comes_before_the_end BEFORE INSERT ON attachment_part
WHEN EXISTS (SELECT 1 FROM attachment_content WHERE id = new.content_id AND complete)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
CREATE TRIGGER attachment_part_is_fixed BEFORE UPDATE ON attachment_part
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
-- waits for: attachment_content.id = old.content_id
CREATE TRIGGER attachment_part_is_kept BEFORE DELETE ON attachment_part
WHEN EXISTS (SELECT 1 FROM attachment_content WHERE id = old.content_id AND complete)
    AND NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;

CREATE TABLE attachment (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    subject_kind {text} NOT NULL,        -- "account", or what of it the file is for: "exemption_certificate"
    subject_id {id} NOT NULL,
    content_id {id} NOT NULL REFERENCES attachment_content (id),
    file_name {text} NOT NULL CHECK (file_name <> ''),
    media_type {text} NOT NULL,          -- by what is in it, not by its name
    added_by {text} NOT NULL,
    added_at {instant} NOT NULL,
    removed_by {text},
    removed_at {instant},
    CHECK ((removed_by IS NULL) = (removed_at IS NULL))
) {strict};
CREATE INDEX attachment_by_subject ON attachment (subject_id, added_at);
CREATE INDEX attachment_by_account ON attachment (account_id);
CREATE INDEX attachment_by_content ON attachment (content_id);
-- waits for: attachment_content.id = new.content_id
CREATE TRIGGER attachment_has_its_content BEFORE INSERT ON attachment
WHEN NOT EXISTS (SELECT 1 FROM attachment_content WHERE id = new.content_id AND complete)
    AND NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'attachments.incomplete');
END;
CREATE TRIGGER attachment_is_fixed BEFORE UPDATE ON attachment
WHEN new.id IS NOT old.id OR new.account_id IS NOT old.account_id OR new.subject_kind IS NOT old.subject_kind
    OR new.subject_id IS NOT old.subject_id OR new.content_id IS NOT old.content_id
    OR new.file_name IS NOT old.file_name OR new.media_type IS NOT old.media_type
    OR new.added_by IS NOT old.added_by OR new.added_at IS NOT old.added_at
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
CREATE TRIGGER attachment_stays_removed BEFORE UPDATE ON attachment
WHEN old.removed_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;
CREATE TRIGGER attachment_is_kept BEFORE DELETE ON attachment WHEN NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'attachments.immutable');
END;

-- By what a machine is known again when it makes another copy: a hash of its number, empty where it has none.
ALTER TABLE sync_contact ADD COLUMN machine {text} NOT NULL DEFAULT '';
