-- Headers of the invoices of twelve months in the copy on a rep's machine. The invoices themselves, with their lines and
-- their place in the ledger, are with the team, and no rule about documents is asked about what is only read here.
CREATE TABLE invoice_header (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL,
    account_name {text} NOT NULL,
    number {text} NOT NULL,
    state {text} NOT NULL CHECK (state = 'issued'),
    currency {text} NOT NULL,
    purchase_order {text} NOT NULL,
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    issue_date {date} NOT NULL,
    due_date {date} NOT NULL,
    total_minor {int} NOT NULL,
    amount_due_minor {int} NOT NULL,
    company_total_minor {int} NOT NULL,
    paid_minor {int} NOT NULL,
    credited_minor {int} NOT NULL,
    written_off_minor {int} NOT NULL,
    is_void {bool} NOT NULL
) {strict};
CREATE INDEX invoice_header_by_account ON invoice_header (account_id, issue_date);
CREATE INDEX invoice_header_by_issue_date ON invoice_header (issue_date, id);
CREATE INDEX invoice_header_by_number ON invoice_header (number);
CREATE TRIGGER invoice_header_is_of_a_copy BEFORE INSERT ON invoice_header WHEN NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'sync.no_copy');
END;
