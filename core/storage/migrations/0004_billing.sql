-- Bills, approvals, numbers, the ledger and what leaves the house.

CREATE TABLE bill_run (
    id {id} PRIMARY KEY,
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    issue_date {date} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('running', 'done', 'cancelled')),
    started_by {text} NOT NULL,
    started_at {instant} NOT NULL,
    finished_at {instant}
) {strict};
CREATE INDEX bill_run_by_period ON bill_run (period_start, started_at);

-- How far a run has come: one row per payer that is finished with.
CREATE TABLE bill_run_account (
    run_id {id} NOT NULL REFERENCES bill_run (id),
    account_id {id} NOT NULL REFERENCES account (id),
    outcome {text} NOT NULL CHECK (outcome IN ('created', 'nothing_due', 'skipped', 'failed')),
    invoice_id {id},
    exceptions {json} NOT NULL,
    PRIMARY KEY (run_id, account_id)
) {strict_by_key};

CREATE TABLE invoice (
    id {id} PRIMARY KEY,
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    account_id {id} NOT NULL REFERENCES account (id),
    account_name {text} NOT NULL,
    number {text},
    state {text} NOT NULL CHECK (state IN ('draft', 'in_approval', 'approved', 'issued')),
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    issue_date {date} NOT NULL,
    due_date {date} NOT NULL,
    currency {text} NOT NULL,
    subtotal_minor {int} NOT NULL,
    tax_minor {int} NOT NULL,
    total_minor {int} NOT NULL,
    amount_due_minor {int} NOT NULL,     -- total less the prepaid credit that paid of it
    company_total_minor {int} NOT NULL,  -- in company currency at the rate of `inputs`
    purchase_order {text} NOT NULL,
    revision {int} NOT NULL,
    created_by {text} NOT NULL,
    created_at {instant} NOT NULL,
    run_id {id} REFERENCES bill_run (id),
    usage_watermark {int} NOT NULL,
    engine_version {int} NOT NULL,
    inputs {json} NOT NULL,              -- what the bill was computed from, frozen
    exceptions {json} NOT NULL,
    digest {text} NOT NULL,
    seal {text},                         -- head of the audit chain before the command that issued it
    issued_at {instant},
    CHECK (total_minor = subtotal_minor + tax_minor),
    CHECK (amount_due_minor = total_minor OR amount_due_minor BETWEEN 0 AND total_minor),
    CHECK ((state = 'issued') = (number IS NOT NULL)),
    UNIQUE (issuing_entity_id, number)
) {strict};
CREATE INDEX invoice_by_number ON invoice (number) WHERE number IS NOT NULL;
CREATE INDEX invoice_by_account ON invoice (account_id, issue_date);
-- Sorted lists walk these forwards and backwards.
CREATE INDEX invoice_by_issue_date ON invoice (issue_date, id);
CREATE INDEX invoice_by_due_date ON invoice (due_date, id);
CREATE INDEX invoice_by_company_total ON invoice (company_total_minor, id);
CREATE INDEX invoice_by_account_name ON invoice (lower(account_name), id);
CREATE INDEX invoice_open ON invoice (state, issue_date) WHERE state <> 'issued';

CREATE TABLE invoice_line (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL CHECK (n > 0),
    contract_id {id} NOT NULL,
    item {text} NOT NULL,
    dimension {text} NOT NULL,
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    kind {text} NOT NULL,
    sequence {int} NOT NULL,
    credited {bool} NOT NULL,
    contract_number {text} NOT NULL,
    contract_version {int} NOT NULL,
    description {text} NOT NULL,
    location_id {id},
    location_name {text} NOT NULL,
    entity_id {id} NOT NULL,
    entity_name {text} NOT NULL,
    cost_centre {text} NOT NULL,
    department {text} NOT NULL,
    quantity {decimal} NOT NULL,
    unit {text} NOT NULL,
    unit_price {decimal},
    used {decimal},
    included {decimal},
    gross_minor {int} NOT NULL,
    discount_minor {int} NOT NULL,
    net_minor {int} NOT NULL,
    tax_minor {int} NOT NULL,
    tax_inclusive {bool} NOT NULL,
    tax_groups {text} NOT NULL,          -- numbers of its rows in invoice_tax_group: "1,2"
    purchase_order {text} NOT NULL,
    ledger_account {text} NOT NULL,
    in_advance {bool} NOT NULL,
    priced_gross_minor {int},            -- what it came to in the currency of the prices, where that is another
    priced_discount_minor {int},
    priced_net_minor {int},
    PRIMARY KEY (invoice_id, n),
    CHECK (net_minor = gross_minor - discount_minor),
    CHECK (priced_net_minor IS NULL OR priced_net_minor = priced_gross_minor - priced_discount_minor)
) {strict_by_key};
-- A charge is billed once, whoever bills it and however often.
CREATE UNIQUE INDEX invoice_line_key
    ON invoice_line (contract_id, item, dimension, kind, period_start, period_end, sequence) WHERE NOT credited;
CREATE INDEX invoice_line_by_end ON invoice_line (contract_id, period_end);
-- Of periods that do not overlap the one that starts last also ends last: the last that starts before the new one ends
-- is the only one to be compared, and the index of the key has it at hand.
-- waits for: contract.id = new.contract_id
CREATE TRIGGER invoice_line_does_not_overlap BEFORE INSERT ON invoice_line
WHEN new.period_start < (SELECT other.period_end FROM invoice_line AS other
             WHERE other.contract_id = new.contract_id AND other.item = new.item AND other.dimension = new.dimension
               AND other.kind = new.kind AND NOT other.credited AND other.sequence = new.sequence
               AND other.period_start < new.period_end
             ORDER BY other.period_start DESC LIMIT 1)
BEGIN
    SELECT raise(abort, 'billing.billed_already');
END;

CREATE TABLE invoice_tax_group (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL,
    jurisdiction {text} NOT NULL,
    category {text} NOT NULL,
    percent {decimal} NOT NULL,
    name {text} NOT NULL,
    reason_code {text} NOT NULL,
    reason {text} NOT NULL,
    taxable_minor {int} NOT NULL,
    tax_minor {int} NOT NULL,
    PRIMARY KEY (invoice_id, n)
) {strict_by_key};

CREATE TABLE invoice_discount (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL,
    name {text} NOT NULL,
    amount_minor {int} NOT NULL,
    PRIMARY KEY (invoice_id, n)
) {strict_by_key};

CREATE TABLE invoice_allocation (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL,
    entity_id {id} NOT NULL,
    entity_name {text} NOT NULL,
    cost_centre {text} NOT NULL,
    percent {decimal},
    amount_minor {int} NOT NULL,
    cap_minor {int},
    over_cap_minor {int} NOT NULL,
    is_over_cap {bool} NOT NULL,
    PRIMARY KEY (invoice_id, n)
) {strict_by_key};

-- What prepaid credits of contracts paid of invoices, after tax. All uses of a credit together stay within what the
-- contract granted, drafts included: a credit is drawn down once, whoever bills and however often.
CREATE TABLE invoice_credit (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL CHECK (n > 0),
    contract_id {id} NOT NULL,
    name {text} NOT NULL,
    granted_minor {int} NOT NULL CHECK (granted_minor > 0),
    before_minor {int} NOT NULL CHECK (before_minor <= granted_minor),
    amount_minor {int} NOT NULL CHECK (amount_minor > 0 AND amount_minor <= before_minor),
    PRIMARY KEY (invoice_id, n),
    UNIQUE (contract_id, name, invoice_id)
) {strict_by_key};
-- waits for: contract.id = new.contract_id
CREATE TRIGGER invoice_credit_is_not_overdrawn BEFORE INSERT ON invoice_credit
WHEN new.amount_minor > new.granted_minor - (SELECT coalesce(sum(amount_minor), 0) FROM invoice_credit
                                             WHERE contract_id = new.contract_id AND name = new.name)
BEGIN
    SELECT raise(abort, 'billing.credit_overdrawn');
END;

-- How the amount due of an invoice is paid in parts.
CREATE TABLE invoice_instalment (
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    n {int} NOT NULL CHECK (n > 0),
    name {text} NOT NULL,
    due_on {date},                       -- none: waits for the milestone
    milestone {text} NOT NULL,
    amount_minor {int} NOT NULL,
    PRIMARY KEY (invoice_id, n),
    CHECK (due_on IS NOT NULL OR milestone <> '')
) {strict_by_key};

-- An invoice goes out only when its credits and instalments add up.
CREATE TRIGGER invoice_adds_up BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND (new.total_minor - new.amount_due_minor
             <> (SELECT coalesce(sum(amount_minor), 0) FROM invoice_credit WHERE invoice_id = new.id)
         OR new.amount_due_minor <> (SELECT coalesce(sum(amount_minor), new.amount_due_minor) FROM invoice_instalment
                                     WHERE invoice_id = new.id))
BEGIN
    SELECT raise(abort, 'billing.parts_do_not_add_up');
END;

-- What was measured of a contract's service levels in a period; correctable until it has given something back.
CREATE TABLE service_report (
    contract_id {id} NOT NULL REFERENCES contract (id),
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    down_minutes {int} NOT NULL CHECK (down_minutes >= 0 AND down_minutes <= total_minutes),
    total_minutes {int} NOT NULL,
    breaches {json} NOT NULL,            -- counts by the name of the promise
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    PRIMARY KEY (contract_id, period_start),
    CHECK (period_end > period_start)
) {strict_by_key};
CREATE TRIGGER service_report_is_fixed BEFORE UPDATE ON service_report
WHEN EXISTS (SELECT 1 FROM invoice_line WHERE contract_id = old.contract_id AND kind = 'service_credit'
             AND period_start = old.period_start AND NOT credited)
BEGIN
    SELECT raise(abort, 'billing.service_report_billed');
END;
CREATE TRIGGER service_report_is_kept BEFORE DELETE ON service_report
BEGIN
    SELECT raise(abort, 'billing.service_report_kept');
END;

-- Milestones of contracts and the days on which they were reached.
CREATE TABLE contract_milestone (
    contract_id {id} NOT NULL REFERENCES contract (id),
    name {text} NOT NULL,
    reached_on {date} NOT NULL,
    recorded_by {text} NOT NULL,
    recorded_at {instant} NOT NULL,
    PRIMARY KEY (contract_id, name)
) {strict_by_key};
CREATE TRIGGER contract_milestone_is_fixed BEFORE UPDATE ON contract_milestone
WHEN EXISTS (SELECT 1 FROM invoice_line WHERE contract_id = old.contract_id AND kind = 'one_time'
             AND period_start = old.reached_on AND NOT credited)
BEGIN
    SELECT raise(abort, 'billing.milestone_billed');
END;
CREATE TRIGGER contract_milestone_is_kept BEFORE DELETE ON contract_milestone
BEGIN
    SELECT raise(abort, 'billing.milestone_kept');
END;

-- Issued is final.
CREATE TRIGGER invoice_is_fixed BEFORE UPDATE ON invoice WHEN old.state = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_is_kept BEFORE DELETE ON invoice WHEN old.state = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- All but the mark that credit notes set (0006).
CREATE TRIGGER invoice_line_is_fixed BEFORE UPDATE OF
    invoice_id, n, contract_id, item, dimension, period_start, period_end, kind, sequence, contract_number,
    contract_version, description, location_id, location_name, entity_id, entity_name, cost_centre, department,
    quantity, unit, unit_price, used, included, gross_minor, discount_minor, net_minor, tax_minor, tax_inclusive,
    tax_groups, purchase_order, ledger_account, in_advance, priced_gross_minor, priced_discount_minor,
    priced_net_minor
    ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_line_is_kept BEFORE DELETE ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_line_is_not_added BEFORE INSERT ON invoice_line
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_tax_group_is_fixed BEFORE UPDATE ON invoice_tax_group
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_tax_group_is_kept BEFORE DELETE ON invoice_tax_group
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_tax_group_is_not_added BEFORE INSERT ON invoice_tax_group
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_allocation_is_fixed BEFORE UPDATE ON invoice_allocation
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_allocation_is_kept BEFORE DELETE ON invoice_allocation
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_allocation_is_not_added BEFORE INSERT ON invoice_allocation
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_discount_is_fixed BEFORE UPDATE ON invoice_discount
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_discount_is_kept BEFORE DELETE ON invoice_discount
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_discount_is_not_added BEFORE INSERT ON invoice_discount
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;

CREATE TRIGGER invoice_credit_is_fixed BEFORE UPDATE ON invoice_credit
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_credit_is_kept BEFORE DELETE ON invoice_credit
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_credit_is_not_added BEFORE INSERT ON invoice_credit
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_instalment_is_fixed BEFORE UPDATE ON invoice_instalment
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
CREATE TRIGGER invoice_instalment_is_kept BEFORE DELETE ON invoice_instalment
WHEN (SELECT state FROM invoice WHERE id = old.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;
-- waits for: invoice.id = new.invoice_id
CREATE TRIGGER invoice_instalment_is_not_added BEFORE INSERT ON invoice_instalment
WHEN (SELECT state FROM invoice WHERE id = new.invoice_id) = 'issued'
BEGIN
    SELECT raise(abort, 'billing.invoice_immutable');
END;

-- The rendered PDF of an issued document: its digest, so that rendering it again can be compared.
CREATE TABLE issued_document (
    invoice_id {id} PRIMARY KEY REFERENCES invoice (id),
    sha256 {text} NOT NULL,
    size {int} NOT NULL,
    rendered_at {instant} NOT NULL
) {strict};
CREATE TRIGGER issued_document_is_fixed BEFORE UPDATE ON issued_document
BEGIN
    SELECT raise(abort, 'billing.document_immutable');
END;
CREATE TRIGGER issued_document_is_kept BEFORE DELETE ON issued_document
BEGIN
    SELECT raise(abort, 'billing.document_immutable');
END;

-- Numbers without gaps, per issuing entity, series and year; taken inside the issuing transaction only.
CREATE TABLE number_series (
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    series {text} NOT NULL,
    year {int} NOT NULL,
    next_number {int} NOT NULL CHECK (next_number > 0),
    PRIMARY KEY (issuing_entity_id, series, year)
) {strict_by_key};
CREATE TRIGGER number_series_only_counts_up BEFORE UPDATE ON number_series WHEN new.next_number <> old.next_number + 1
BEGIN
    SELECT raise(abort, 'billing.number_gap');
END;

CREATE TABLE approval (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    subject_id {id} NOT NULL,
    revision {int} NOT NULL,
    digest {text} NOT NULL,
    amount_minor {int} NOT NULL,
    currency {text} NOT NULL,
    requested_by {text} NOT NULL,
    created_by {text} NOT NULL,
    requested_at {instant} NOT NULL,
    rule_in_words {text} NOT NULL,
    step_count {int} NOT NULL CHECK (step_count > 0),
    state {text} NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'superseded'))
) {strict};
-- A changed policy asks again for the same revision.
CREATE UNIQUE INDEX approval_of_revision ON approval (kind, subject_id, revision) WHERE state <> 'superseded';
CREATE INDEX approval_of_subject ON approval (subject_id);
CREATE INDEX approval_pending ON approval (requested_at) WHERE state = 'pending';
-- What was asked can not be changed afterwards; only the state moves on, and never back.
CREATE TRIGGER approval_is_fixed BEFORE UPDATE ON approval
WHEN old.state <> 'pending' OR new.subject_id <> old.subject_id OR new.revision <> old.revision OR new.digest <> old.digest
    OR new.amount_minor <> old.amount_minor OR new.requested_by <> old.requested_by OR new.created_by <> old.created_by
    OR new.step_count <> old.step_count OR new.kind <> old.kind OR new.currency <> old.currency
    OR new.requested_at <> old.requested_at OR new.rule_in_words <> old.rule_in_words
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_needs_its_decisions BEFORE UPDATE ON approval
WHEN new.state = 'approved'
    AND (SELECT count(*) FROM decision WHERE approval_id = new.id AND verdict = 'approve') < new.step_count
BEGIN
    SELECT raise(abort, 'approvals.not_decided');
END;
CREATE TRIGGER approval_is_kept BEFORE DELETE ON approval
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

CREATE TABLE decision (
    approval_id {id} NOT NULL REFERENCES approval (id),
    step {int} NOT NULL,
    decided_by {text} NOT NULL,
    verdict {text} NOT NULL CHECK (verdict IN ('approve', 'reject')),
    reason {text} NOT NULL,
    decided_at {instant} NOT NULL,
    PRIMARY KEY (approval_id, step),
    UNIQUE (approval_id, decided_by),
    CHECK (verdict = 'approve' OR length(trim(reason)) > 0)
) {strict_by_key};
-- Four eyes: nobody decides what they asked for or made, unless the workspace only records it.
CREATE TRIGGER decision_needs_another_person BEFORE INSERT ON decision
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id AND new.decided_by IN (requested_by, created_by))
BEGIN
    SELECT raise(abort, 'approvals.own_request');
END;
CREATE TRIGGER decision_is_fixed BEFORE UPDATE ON decision
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER decision_is_kept BEFORE DELETE ON decision
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- A step that was left to another person. It never lifts the four eyes: neither side may be who asked or made it.
CREATE TABLE approval_delegation (
    approval_id {id} NOT NULL REFERENCES approval (id),
    n {int} NOT NULL CHECK (n > 0),
    step {int} NOT NULL,
    from_user {text} NOT NULL,
    to_user {text} NOT NULL,
    note {text} NOT NULL,
    delegated_at {instant} NOT NULL,
    PRIMARY KEY (approval_id, n),
    CHECK (from_user <> to_user)
) {strict_by_key};
CREATE TRIGGER delegation_needs_other_persons BEFORE INSERT ON approval_delegation
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id
                AND (new.from_user IN (requested_by, created_by) OR new.to_user IN (requested_by, created_by)))
BEGIN
    SELECT raise(abort, 'approvals.own_request');
END;
CREATE TRIGGER delegation_is_fixed BEFORE UPDATE ON approval_delegation
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER delegation_is_kept BEFORE DELETE ON approval_delegation
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Questions about a request, and their answers.
CREATE TABLE approval_message (
    approval_id {id} NOT NULL REFERENCES approval (id),
    n {int} NOT NULL CHECK (n > 0),
    who {text} NOT NULL,
    message {text} NOT NULL CHECK (length(trim(message)) > 0),
    written_at {instant} NOT NULL,
    PRIMARY KEY (approval_id, n)
) {strict_by_key};
CREATE TRIGGER approval_message_is_fixed BEFORE UPDATE ON approval_message
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_message_is_kept BEFORE DELETE ON approval_message
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
-- The setting can only be tightened.
CREATE TRIGGER separation_is_only_tightened BEFORE UPDATE ON workspace_setting
WHEN old.key = 'separation' AND old.value = 'enforced' AND new.value <> 'enforced'
BEGIN
    SELECT raise(abort, 'approvals.separation_only_tightened');
END;
CREATE TRIGGER separation_is_kept BEFORE DELETE ON workspace_setting WHEN old.key = 'separation'
BEGIN
    SELECT raise(abort, 'approvals.separation_only_tightened');
END;
-- An invoice for which somebody was asked goes out only with that approval, for the revision and content they saw.
CREATE TRIGGER invoice_needs_its_approval BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM approval WHERE kind = 'invoice' AND subject_id = new.id AND state <> 'superseded')
    AND NOT EXISTS (SELECT 1 FROM approval WHERE kind = 'invoice' AND subject_id = new.id AND state = 'approved'
                    AND revision = new.revision AND digest = new.digest)
BEGIN
    SELECT raise(abort, 'billing.not_approved');
END;

-- Double entry. The postings of an entry are written first; the entry closes them and is refused unless they balance.
CREATE TABLE ledger_entry (
    id {id} PRIMARY KEY,
    dated {date} NOT NULL,
    kind {text} NOT NULL,
    subject_id {id} NOT NULL,
    recorded_at {instant} NOT NULL,
    UNIQUE (kind, subject_id)
) {strict};
CREATE TABLE posting (
    entry_id {id} NOT NULL REFERENCES ledger_entry (id) DEFERRABLE INITIALLY DEFERRED,
    n {int} NOT NULL,
    account {text} NOT NULL,
    customer_id {id},
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor <> 0),
    PRIMARY KEY (entry_id, n)
) {strict_by_key};
CREATE INDEX posting_by_account ON posting (account, customer_id, currency);
CREATE TRIGGER ledger_entry_balances BEFORE INSERT ON ledger_entry
WHEN (SELECT count(*) FROM posting WHERE entry_id = new.id) < 2
    OR EXISTS (SELECT 1 FROM posting WHERE entry_id = new.id GROUP BY currency HAVING sum(amount_minor) <> 0)
BEGIN
    SELECT raise(abort, 'ledger.unbalanced');
END;
CREATE TRIGGER posting_is_not_added BEFORE INSERT ON posting WHEN EXISTS (SELECT 1 FROM ledger_entry WHERE id = new.entry_id)
BEGIN
    SELECT raise(abort, 'ledger.immutable');
END;
CREATE TRIGGER posting_is_fixed BEFORE UPDATE ON posting
BEGIN
    SELECT raise(abort, 'ledger.immutable');
END;
CREATE TRIGGER posting_is_kept BEFORE DELETE ON posting
BEGIN
    SELECT raise(abort, 'ledger.immutable');
END;
CREATE TRIGGER ledger_entry_is_fixed BEFORE UPDATE ON ledger_entry
BEGIN
    SELECT raise(abort, 'ledger.immutable');
END;
CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE ON ledger_entry
BEGIN
    SELECT raise(abort, 'ledger.immutable');
END;

-- Money that came in, and which invoices it paid.
CREATE TABLE payment (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    received_on {date} NOT NULL,
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    method {text} NOT NULL,
    reference {text} NOT NULL
) {strict};
CREATE TABLE payment_application (
    payment_id {id} NOT NULL REFERENCES payment (id),
    invoice_id {id} NOT NULL REFERENCES invoice (id),
    amount_minor {int} NOT NULL CHECK (amount_minor <> 0), -- below zero: what was given back of it pays something else
    PRIMARY KEY (invoice_id, payment_id)
) {strict_by_key};
CREATE TRIGGER payment_application_fits BEFORE INSERT ON payment_application
WHEN new.amount_minor > (SELECT amount_due_minor FROM invoice WHERE id = new.invoice_id)
        - (SELECT coalesce(sum(amount_minor), 0) FROM payment_application WHERE invoice_id = new.invoice_id)
BEGIN
    SELECT raise(abort, 'payments.over_applied');
END;

-- What is to be sent, in the order it was decided.
CREATE TABLE outbox (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    subject_id {id} NOT NULL,
    body {json} NOT NULL,
    state {text} NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'unknown')),
    created_at {instant} NOT NULL
) {strict};
CREATE INDEX outbox_waiting ON outbox (created_at) WHERE state = 'waiting';
