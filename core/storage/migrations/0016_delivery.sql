-- What became of documents and letters that were put up for sending.

ALTER TABLE outbox ADD COLUMN changed_at {instant};
ALTER TABLE outbox ADD COLUMN changed_by {text} NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN note {text} NOT NULL DEFAULT '';    -- where it went to, or why it did not
CREATE INDEX outbox_by_subject ON outbox (subject_id);
CREATE TRIGGER outbox_says_what_was_decided BEFORE UPDATE ON outbox
WHEN new.id IS NOT old.id OR new.kind IS NOT old.kind OR new.subject_id IS NOT old.subject_id
    OR new.body IS NOT old.body OR new.created_at IS NOT old.created_at
BEGIN
    SELECT raise(abort, 'delivery.history_kept');
END;
-- Sent is sent; after a restore from a backup it may be unknown whether it was.
CREATE TRIGGER outbox_is_not_sent_again BEFORE UPDATE OF state ON outbox
WHEN old.state = 'sent' AND new.state NOT IN ('sent', 'unknown')
BEGIN
    SELECT raise(abort, 'delivery.sent_already');
END;
CREATE TRIGGER outbox_is_kept BEFORE DELETE ON outbox
BEGIN
    SELECT raise(abort, 'delivery.history_kept');
END;
