-- What search looks through: a row for each record that can be found, written with the record in its transaction.
--
-- A trigger cannot feed the index: in a file that may be hostile, triggers reach no virtual table.

CREATE TABLE search_entry (
    id {int} PRIMARY KEY,
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

-- SQLite's own full-text index; another database has a twin of this file.
CREATE VIRTUAL TABLE search_text USING fts5 (
    number, title, detail, body,
    content = 'search_entry', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
