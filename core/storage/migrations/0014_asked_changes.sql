-- What an approval changes, to the letter, and what customers may owe at most.

-- Kinds that a version of the policy asks about: triggers of a file that may be hostile run without the JSON functions.
CREATE TABLE approval_policy_kind (
    version {int} NOT NULL REFERENCES approval_policy (version),
    kind {text} NOT NULL,
    PRIMARY KEY (version, kind)
) {strict_by_key};
CREATE TRIGGER approval_policy_kind_comes_with_its_version BEFORE INSERT ON approval_policy_kind
WHEN new.version > 1
    AND EXISTS (SELECT 1 FROM approval_policy WHERE version = new.version AND published_by IS NOT NULL)
BEGIN
    SELECT raise(abort, 'approvals.policy_immutable');
END;
CREATE TRIGGER approval_policy_kind_is_fixed BEFORE UPDATE ON approval_policy_kind
BEGIN
    SELECT raise(abort, 'approvals.policy_immutable');
END;
CREATE TRIGGER approval_policy_kind_is_kept BEFORE DELETE ON approval_policy_kind
BEGIN
    SELECT raise(abort, 'approvals.policy_immutable');
END;
CREATE VIEW asked_kind AS
SELECT kind FROM approval_policy_kind
WHERE version = (SELECT max(version) FROM approval_policy WHERE published_by IS NOT NULL);

-- The change that a matter is about. It never changes itself, and is done to the revision that it names or not at all.
CREATE TABLE asked_change (
    matter_id {id} PRIMARY KEY REFERENCES approval_matter (id),
    field {text} NOT NULL
        CHECK (field IN ('payment_terms', 'credit_limit', 'credit_hold', 'credit_pass', 'price', 'discount',
                         'instalments', 'list_price')),
    record_id {id},                      -- account or contract; null for the price book
    record_name {text} NOT NULL,
    revision {int} NOT NULL,
    part {text} NOT NULL,
    before_value {text} NOT NULL,
    after_value {text} NOT NULL,
    after_number {int},                  -- days or minor units
    holds_from {date},
    CHECK (before_value <> after_value)
) {strict};
CREATE INDEX asked_change_by_record ON asked_change (record_id);
CREATE TRIGGER asked_change_is_fixed BEFORE UPDATE ON asked_change
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER asked_change_is_kept BEFORE DELETE ON asked_change
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Changes that nobody has to agree to any more.
CREATE VIEW granted_change AS
SELECT matter_id, field, record_id, revision, after_number FROM asked_change
WHERE NOT EXISTS (SELECT 1 FROM approval WHERE approval.subject_id = asked_change.matter_id
                  AND approval.state IN ('pending', 'rejected'));

-- Those that were done, each once.
CREATE TABLE done_change (
    matter_id {id} PRIMARY KEY REFERENCES asked_change (matter_id),
    revision {int} NOT NULL,             -- of the record with the change in it
    done_at {instant} NOT NULL
) {strict};
CREATE TRIGGER done_change_was_granted BEFORE INSERT ON done_change
WHEN NOT EXISTS (SELECT 1 FROM granted_change WHERE matter_id = new.matter_id)
BEGIN
    SELECT raise(abort, 'approvals.not_decided');
END;
CREATE TRIGGER done_change_is_fixed BEFORE UPDATE ON done_change
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER done_change_is_kept BEFORE DELETE ON done_change
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Where the policy asks about credit terms, they change by a request and in no other way.
CREATE TRIGGER account_terms_are_asked_for BEFORE UPDATE OF payment_terms_days ON account
WHEN new.payment_terms_days <> old.payment_terms_days
    AND EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change WHERE record_id = new.id AND field = 'payment_terms'
                    AND after_number = new.payment_terms_days AND revision = old.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;

-- What an account may owe at most, in its currency; no row: no limit.
CREATE TABLE credit_limit (
    account_id {id} PRIMARY KEY REFERENCES account (id),
    currency {text} NOT NULL,
    limit_minor {int} NOT NULL CHECK (limit_minor >= 0),
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL
) {strict};
CREATE TRIGGER credit_limit_is_asked_for BEFORE INSERT ON credit_limit
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                    WHERE record_id = new.account_id AND field = 'credit_limit' AND after_number = new.limit_minor
                      AND revision = account.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;
CREATE TRIGGER credit_limit_is_raised_by_request BEFORE UPDATE ON credit_limit
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                    WHERE record_id = new.account_id AND field = 'credit_limit' AND after_number = new.limit_minor
                      AND revision = account.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;
CREATE TRIGGER credit_limit_is_lifted_by_request BEFORE DELETE ON credit_limit
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'credit_terms')
    AND NOT EXISTS (SELECT 1 FROM granted_change JOIN account ON account.id = record_id
                    WHERE record_id = old.account_id AND field = 'credit_limit' AND after_number IS NULL
                      AND revision = account.version)
BEGIN
    SELECT raise(abort, 'approvals.terms_by_request');
END;

-- What documents took of budgets, or gave back: of an invoice that is split its parts, otherwise its lines with their
-- tax.
CREATE VIEW budget_spending AS
SELECT invoice.id AS document_id, invoice.state AS state, invoice.currency AS currency, invoice.issue_date AS dated,
    part.entity_id AS entity_id, '' AS department, part.cost_centre AS cost_centre, part.amount_minor AS amount_minor
FROM invoice JOIN invoice_allocation AS part ON part.invoice_id = invoice.id
UNION ALL
SELECT invoice.id, invoice.state, invoice.currency, invoice.issue_date, line.entity_id, line.department,
    line.cost_centre, line.net_minor + line.tax_minor
FROM invoice JOIN invoice_line AS line ON line.invoice_id = invoice.id
WHERE NOT EXISTS (SELECT 1 FROM invoice_allocation WHERE invoice_allocation.invoice_id = invoice.id)
UNION ALL
SELECT note.id, note.state, note.currency, note.issue_date, line.entity_id, line.department, line.cost_centre,
    -(given.net_minor + given.tax_minor)
FROM credit_note AS note JOIN credit_note_line AS given ON given.credit_note_id = note.id
JOIN invoice_line AS line ON line.invoice_id = given.invoice_id AND line.n = given.invoice_line;

-- Above a budget that blocks nothing is issued, unless somebody agreed to a request for as much spending in its period.
CREATE TRIGGER invoice_stays_within_blocking_budgets BEFORE UPDATE OF state ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM budget
                WHERE budget.cap = 'block' AND budget.currency = new.currency
                  AND budget.period_start <= new.issue_date AND budget.period_end > new.issue_date
                  AND (SELECT coalesce(sum(own.amount_minor), 0) FROM budget_spending AS own
                       WHERE own.document_id = new.id AND own.entity_id = budget.entity_id
                         AND (budget.department = '' OR own.department = budget.department)
                         AND (budget.cost_centre = '' OR own.cost_centre = budget.cost_centre)) > 0
                  AND (SELECT coalesce(sum(taken.amount_minor), 0) FROM budget_spending AS taken
                       WHERE (taken.state = 'issued' OR taken.document_id = new.id)
                         AND taken.entity_id = budget.entity_id AND taken.currency = budget.currency
                         AND taken.dated >= budget.period_start AND taken.dated < budget.period_end
                         AND (budget.department = '' OR taken.department = budget.department)
                         AND (budget.cost_centre = '' OR taken.cost_centre = budget.cost_centre))
                      > budget.amount_minor
                          + coalesce((SELECT max(matter.amount_minor) FROM approval_matter AS matter
                                      JOIN approval ON approval.subject_id = matter.id
                                      WHERE matter.kind = 'budget_overrun' AND approval.state = 'approved'
                                        AND matter.account_id IN (budget.entity_id, new.account_id)
                                        AND matter.currency = budget.currency
                                        AND matter.made_at >= budget.period_start
                                        AND matter.made_at < budget.period_end), 0))
BEGIN
    SELECT raise(abort, 'billing.budget_blocked');
END;
