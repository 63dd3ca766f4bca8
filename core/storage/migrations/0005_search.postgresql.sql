-- What search looks through: a row for each record that can be found, written with the record in its transaction.

CREATE TABLE search_entry (
    id {key},
    kind {text} NOT NULL CHECK (kind IN ('account', 'location', 'contract', 'invoice', 'person')),
    record_id {id} NOT NULL,
    account_id {id} NOT NULL REFERENCES account (id),
    number {text} NOT NULL,              -- what people call it: number or code; empty when it has none
    title {text} NOT NULL,
    title_folded {text} NOT NULL,        -- without case and accents
    detail {text} NOT NULL,              -- shown behind the title
    body {text} NOT NULL,                -- found, never shown
    UNIQUE (kind, record_id)
) {strict};
CREATE INDEX search_entry_by_number ON search_entry (lower(number));
CREATE INDEX search_entry_by_title ON search_entry (kind, title_folded);

-- The words of each record, weighed as they count: number A, title B, detail C, body D.
CREATE TABLE search_text (
    id {int} PRIMARY KEY REFERENCES search_entry (id) ON DELETE CASCADE,
    words TSVECTOR NOT NULL
);
CREATE INDEX search_text_by_word ON search_text USING gin (words);

-- Counts the changes of what lists of accounts are searched and sorted by: who holds the names in memory reads them again.
CREATE TABLE account_stamp (
    singleton {int} PRIMARY KEY CHECK (singleton = 1),
    changes {int} NOT NULL
) {strict};
INSERT INTO account_stamp (singleton, changes) VALUES (1, 0);
CREATE TRIGGER account_is_added AFTER INSERT ON account
BEGIN
    UPDATE account_stamp SET changes = changes + 1;
END;
CREATE TRIGGER account_is_removed AFTER DELETE ON account
BEGIN
    UPDATE account_stamp SET changes = changes + 1;
END;
CREATE TRIGGER account_is_renamed AFTER UPDATE OF number, name_folded, arr_minor ON account
WHEN new.number <> old.number OR new.name_folded <> old.name_folded OR new.arr_minor <> old.arr_minor
BEGIN
    UPDATE account_stamp SET changes = changes + 1;
END;
