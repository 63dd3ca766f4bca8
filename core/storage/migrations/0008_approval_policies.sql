-- Who has to agree to what, who stands in for whom, and what may be spent.

-- The approval matrix, a row a version. A proposal becomes the policy when another person publishes it.
CREATE TABLE approval_policy (
    version {int} PRIMARY KEY CHECK (version > 0),
    body {json} NOT NULL,
    digest {text} NOT NULL,
    proposed_by {text} NOT NULL,
    proposed_at {instant} NOT NULL,
    published_by {text},
    published_at {instant},
    CHECK ((published_by IS NULL) = (published_at IS NULL))
) {strict};
CREATE TRIGGER approval_policy_follows_the_last BEFORE INSERT ON approval_policy
WHEN new.version <> (SELECT coalesce(max(version), 0) + 1 FROM approval_policy)
BEGIN
    SELECT raise(abort, 'approvals.policy_outdated');
END;
-- The first policy comes with the company; every other one is proposed first.
CREATE TRIGGER approval_policy_begins_as_proposal BEFORE INSERT ON approval_policy
WHEN new.published_by IS NOT NULL AND new.version > 1
BEGIN
    SELECT raise(abort, 'approvals.policy_not_proposed');
END;
CREATE TRIGGER approval_policy_is_fixed BEFORE UPDATE ON approval_policy
WHEN old.published_by IS NOT NULL OR new.version <> old.version OR new.body <> old.body OR new.digest <> old.digest
    OR new.proposed_by <> old.proposed_by OR new.proposed_at <> old.proposed_at
BEGIN
    SELECT raise(abort, 'approvals.policy_immutable');
END;
CREATE TRIGGER approval_policy_is_kept BEFORE DELETE ON approval_policy
BEGIN
    SELECT raise(abort, 'approvals.policy_immutable');
END;
CREATE TRIGGER approval_policy_needs_another_person BEFORE UPDATE ON approval_policy
WHEN new.published_by = old.proposed_by
    AND coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
BEGIN
    SELECT raise(abort, 'approvals.policy_four_eyes');
END;
CREATE TRIGGER approval_policy_needs_a_controller BEFORE UPDATE ON approval_policy
WHEN new.published_by IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.published_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'approvals.policy_role_missing');
END;
CREATE TRIGGER approval_policy_only_goes_on BEFORE UPDATE ON approval_policy
WHEN EXISTS (SELECT 1 FROM approval_policy AS later WHERE later.version > old.version
             AND later.published_by IS NOT NULL)
BEGIN
    SELECT raise(abort, 'approvals.policy_outdated');
END;

ALTER TABLE approval ADD COLUMN beneficiary {text} NOT NULL DEFAULT '';
ALTER TABLE approval ADD COLUMN policy_version {int} NOT NULL DEFAULT 0;
ALTER TABLE approval ADD COLUMN facts {json} NOT NULL DEFAULT '{}';
ALTER TABLE approval ADD COLUMN over_budget_minor {int};
CREATE TRIGGER approval_facts_are_fixed BEFORE UPDATE ON approval
WHEN new.beneficiary <> old.beneficiary OR new.policy_version <> old.policy_version OR new.facts <> old.facts
    OR coalesce(new.over_budget_minor, 0) <> coalesce(old.over_budget_minor, 0)
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Decisions that a request needs. They are written first; the request closes them.
CREATE TABLE approval_seat (
    approval_id {id} NOT NULL REFERENCES approval (id) DEFERRABLE INITIALLY DEFERRED,
    step {int} NOT NULL CHECK (step > 0),
    stage {int} NOT NULL CHECK (stage > 0),
    limit_minor {int} CHECK (limit_minor > 0),
    escalate_hours {int} CHECK (escalate_hours > 0),
    PRIMARY KEY (approval_id, step)
) {strict_by_key};
-- Who may take a seat: everybody of a role, or one person; some of them only once nobody else did in time.
CREATE TABLE approval_holder (
    approval_id {id} NOT NULL,
    step {int} NOT NULL,
    after_escalation {bool} NOT NULL,
    kind {text} NOT NULL CHECK (kind IN ('role', 'person')),
    name {text} NOT NULL CHECK (name <> ''),
    n {int} NOT NULL CHECK (n > 0),
    PRIMARY KEY (approval_id, step, after_escalation, kind, name),
    FOREIGN KEY (approval_id, step) REFERENCES approval_seat (approval_id, step)
) {strict_by_key};
CREATE TRIGGER approval_seat_is_not_added BEFORE INSERT ON approval_seat
WHEN EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id)
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_seat_is_fixed BEFORE UPDATE ON approval_seat
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_seat_is_kept BEFORE DELETE ON approval_seat
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_holder_is_not_added BEFORE INSERT ON approval_holder
WHEN EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id)
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_holder_is_fixed BEFORE UPDATE ON approval_holder
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_holder_is_kept BEFORE DELETE ON approval_holder
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_has_its_seats BEFORE INSERT ON approval
WHEN (SELECT count(*) FROM approval_seat WHERE approval_id = new.id) <> new.step_count
    OR EXISTS (SELECT 1 FROM approval_seat WHERE approval_id = new.id
               AND NOT EXISTS (SELECT 1 FROM approval_holder
                               WHERE approval_holder.approval_id = approval_seat.approval_id
                                 AND approval_holder.step = approval_seat.step AND NOT after_escalation))
BEGIN
    SELECT raise(abort, 'approvals.seats_missing');
END;
CREATE TRIGGER approval_begins_undecided BEFORE INSERT ON approval WHEN new.state <> 'pending'
BEGIN
    SELECT raise(abort, 'approvals.not_decided');
END;

-- When somebody further was asked because nobody had decided.
CREATE TABLE approval_escalation (
    approval_id {id} NOT NULL,
    step {int} NOT NULL,
    escalated_at {instant} NOT NULL,
    PRIMARY KEY (approval_id, step),
    FOREIGN KEY (approval_id, step) REFERENCES approval_seat (approval_id, step)
) {strict_by_key};
CREATE TRIGGER approval_escalation_is_foreseen BEFORE INSERT ON approval_escalation
WHEN NOT EXISTS (SELECT 1 FROM approval_seat JOIN approval ON approval.id = approval_id
                 WHERE approval_id = new.approval_id AND step = new.step AND escalate_hours IS NOT NULL
                   AND new.escalated_at > requested_at)
BEGIN
    SELECT raise(abort, 'approvals.not_escalated');
END;
CREATE TRIGGER approval_escalation_is_fixed BEFORE UPDATE ON approval_escalation
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_escalation_is_kept BEFORE DELETE ON approval_escalation
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Somebody decides in the place of another person on the days from `starts_on` up to but not including `ends_before`.
CREATE TABLE standing_delegation (
    id {id} PRIMARY KEY,
    from_user {text} NOT NULL REFERENCES app_user (name),
    to_user {text} NOT NULL REFERENCES app_user (name),
    starts_on {date} NOT NULL,
    ends_before {date} NOT NULL,
    limit_minor {int} CHECK (limit_minor > 0),
    currency {text},
    note {text} NOT NULL,
    made_at {instant} NOT NULL,
    ended_at {instant},
    ended_by {text},
    CHECK (from_user <> to_user),
    CHECK (ends_before > starts_on),
    CHECK ((limit_minor IS NULL) = (currency IS NULL)),
    CHECK ((ended_at IS NULL) = (ended_by IS NULL))
) {strict};
CREATE INDEX standing_delegation_to ON standing_delegation (to_user);
CREATE TRIGGER standing_delegation_needs_a_role BEFORE INSERT ON standing_delegation
WHEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.from_user
                 AND role IN ('approver', 'controller', 'manager', 'legal'))
BEGIN
    SELECT raise(abort, 'approvals.delegation_role');
END;
CREATE TRIGGER standing_delegation_needs_a_fit_person BEFORE INSERT ON standing_delegation
WHEN EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.to_user AND role IN ('admin', 'auditor', 'worker'))
BEGIN
    SELECT raise(abort, 'approvals.delegate_unfit');
END;
-- It can be taken back, once; nothing else about it changes.
CREATE TRIGGER standing_delegation_is_fixed BEFORE UPDATE ON standing_delegation
WHEN old.ended_at IS NOT NULL OR new.id <> old.id OR new.from_user <> old.from_user OR new.to_user <> old.to_user
    OR new.starts_on <> old.starts_on OR new.ends_before <> old.ends_before
    OR coalesce(new.limit_minor, 0) <> coalesce(old.limit_minor, 0)
    OR coalesce(new.currency, '') <> coalesce(old.currency, '') OR new.note <> old.note OR new.made_at <> old.made_at
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER standing_delegation_is_kept BEFORE DELETE ON standing_delegation
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

ALTER TABLE decision ADD COLUMN on_behalf_of {text} NOT NULL DEFAULT '';
ALTER TABLE decision ADD COLUMN escalated {bool} NOT NULL DEFAULT false;

-- People who may take a seat in their own right, escalation that happened included.
CREATE VIEW approval_seat_taker AS
SELECT holder.approval_id AS approval_id, holder.step AS step, holder.name AS user_name
FROM approval_holder AS holder
WHERE holder.kind = 'person'
  AND (NOT holder.after_escalation OR EXISTS (SELECT 1 FROM approval_escalation AS escalation
                                              WHERE escalation.approval_id = holder.approval_id
                                                AND escalation.step = holder.step))
UNION ALL
SELECT holder.approval_id, holder.step, given.user_name
FROM approval_holder AS holder
JOIN app_user_role AS given
    ON given.role = holder.name OR (holder.name = 'approver' AND given.role = 'controller')
WHERE holder.kind = 'role'
  AND (NOT holder.after_escalation OR EXISTS (SELECT 1 FROM approval_escalation AS escalation
                                              WHERE escalation.approval_id = holder.approval_id
                                                AND escalation.step = holder.step));

-- A decision takes an open seat: of a pending request, when everything of the stages before is decided.
CREATE TRIGGER decision_takes_an_open_seat BEFORE INSERT ON decision
WHEN NOT EXISTS (SELECT 1 FROM approval_seat WHERE approval_id = new.approval_id AND step = new.step)
    OR EXISTS (SELECT 1 FROM approval_seat AS earlier
               JOIN approval_seat AS own ON own.approval_id = earlier.approval_id AND own.step = new.step
               WHERE earlier.approval_id = new.approval_id AND earlier.stage < own.stage
                 AND NOT EXISTS (SELECT 1 FROM decision WHERE decision.approval_id = earlier.approval_id
                                 AND decision.step = earlier.step AND decision.verdict = 'approve'))
BEGIN
    SELECT raise(abort, 'approvals.out_of_order');
END;
CREATE TRIGGER decision_is_of_a_pending_request BEFORE INSERT ON decision
WHEN NOT EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id AND state = 'pending')
    OR EXISTS (SELECT 1 FROM decision WHERE approval_id = new.approval_id AND verdict = 'reject')
BEGIN
    SELECT raise(abort, 'approvals.not_pending');
END;
-- In one's own right, as the one to whom that person left this seat, or standing in for somebody on the day and up to
-- the amount that was delegated.
CREATE TRIGGER decision_needs_the_role BEFORE INSERT ON decision
WHEN NOT (new.on_behalf_of = ''
          AND EXISTS (SELECT 1 FROM approval_seat_taker WHERE approval_id = new.approval_id AND step = new.step
                      AND user_name = new.decided_by))
    AND NOT (new.on_behalf_of <> ''
             AND EXISTS (SELECT 1 FROM approval_seat_taker WHERE approval_id = new.approval_id AND step = new.step
                         AND user_name = new.on_behalf_of)
             AND (EXISTS (SELECT 1 FROM approval_delegation WHERE approval_id = new.approval_id AND step = new.step
                          AND from_user = new.on_behalf_of AND to_user = new.decided_by)
                  OR EXISTS (SELECT 1 FROM standing_delegation AS held JOIN approval ON approval.id = new.approval_id
                             WHERE held.from_user = new.on_behalf_of AND held.to_user = new.decided_by
                               AND new.decided_at >= held.starts_on AND new.decided_at < held.ends_before
                               AND (held.ended_at IS NULL OR new.decided_at < held.ended_at)
                               AND (held.limit_minor IS NULL
                                    OR (held.currency = approval.currency
                                        AND approval.amount_minor <= held.limit_minor)))))
BEGIN
    SELECT raise(abort, 'approvals.role_missing');
END;
-- Four eyes through delegation too: neither who decides nor who is stood in for asked for it, made it or gains by it.
CREATE TRIGGER decision_needs_persons_apart BEFORE INSERT ON decision
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id
                AND (new.on_behalf_of IN (requested_by, created_by)
                     OR (beneficiary <> '' AND beneficiary IN (new.decided_by, new.on_behalf_of))))
BEGIN
    SELECT raise(abort, 'approvals.own_request');
END;
-- Only who could take the seat leaves it to somebody.
CREATE TRIGGER delegation_needs_the_role BEFORE INSERT ON approval_delegation
WHEN NOT EXISTS (SELECT 1 FROM approval_seat_taker WHERE approval_id = new.approval_id AND step = new.step
                 AND user_name = new.from_user)
BEGIN
    SELECT raise(abort, 'approvals.role_missing');
END;
CREATE TRIGGER delegation_needs_no_beneficiary BEFORE INSERT ON approval_delegation
WHEN coalesce((SELECT value FROM workspace_setting WHERE key = 'separation'), 'enforced') = 'enforced'
    AND EXISTS (SELECT 1 FROM approval WHERE id = new.approval_id AND beneficiary <> ''
                AND beneficiary IN (new.from_user, new.to_user))
BEGIN
    SELECT raise(abort, 'approvals.own_request');
END;
-- And nobody decides twice, not through another person either.
CREATE TRIGGER decision_needs_new_persons BEFORE INSERT ON decision
WHEN EXISTS (SELECT 1 FROM decision AS other WHERE other.approval_id = new.approval_id
             AND (other.on_behalf_of = new.decided_by
                  OR (new.on_behalf_of <> '' AND new.on_behalf_of IN (other.decided_by, other.on_behalf_of))))
BEGIN
    SELECT raise(abort, 'approvals.decided_before');
END;
-- Somebody whose limit covers it has agreed.
CREATE TRIGGER approval_needs_a_limit_that_covers_it BEFORE UPDATE ON approval
WHEN new.state = 'approved'
    AND NOT EXISTS (SELECT 1 FROM approval_seat JOIN decision
                        ON decision.approval_id = approval_seat.approval_id AND decision.step = approval_seat.step
                    WHERE approval_seat.approval_id = new.id AND decision.verdict = 'approve'
                      AND (limit_minor IS NULL OR limit_minor >= new.amount_minor))
BEGIN
    SELECT raise(abort, 'approvals.limit_too_low');
END;

-- What is asked about that has no document of its own: a discount, terms, a write-off, a refund, a plan, a price.
CREATE TABLE approval_matter (
    id {id} PRIMARY KEY,
    kind {text} NOT NULL,
    account_id {id} REFERENCES account (id),
    title {text} NOT NULL CHECK (length(trim(title)) > 0),
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    amount_minor {int} NOT NULL,
    currency {text} NOT NULL,
    company_amount_minor {int} NOT NULL, -- at the rate of the day it was made
    company_currency {text} NOT NULL,
    facts {json} NOT NULL,
    digest {text} NOT NULL,
    made_by {text} NOT NULL,
    made_at {instant} NOT NULL
) {strict};
CREATE TRIGGER approval_matter_is_fixed BEFORE UPDATE ON approval_matter
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER approval_matter_is_kept BEFORE DELETE ON approval_matter
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- What an entity, a department or a cost centre of a customer may spend in a period.
CREATE TABLE budget (
    id {id} PRIMARY KEY,
    entity_id {id} NOT NULL REFERENCES account (id),
    department {text} NOT NULL,
    cost_centre {text} NOT NULL,
    period_start {date} NOT NULL,
    period_end {date} NOT NULL,
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor >= 0),
    cap {text} NOT NULL CHECK (cap IN ('notify', 'approve', 'block')),
    version {int} NOT NULL,
    CHECK (period_end > period_start),
    UNIQUE (entity_id, department, cost_centre, period_start, period_end, currency)
) {strict};
CREATE INDEX budget_by_period ON budget (period_start, period_end);

-- No purchase order, no invoice.
ALTER TABLE account ADD COLUMN needs_purchase_order {bool} NOT NULL DEFAULT false;
CREATE TRIGGER invoice_needs_its_purchase_order BEFORE UPDATE ON invoice
WHEN new.state = 'issued' AND old.state <> 'issued'
    AND EXISTS (SELECT 1 FROM account WHERE id = new.account_id AND needs_purchase_order)
    AND EXISTS (SELECT 1 FROM invoice_line WHERE invoice_id = new.id AND purchase_order = '' AND kind <> 'opening')
BEGIN
    SELECT raise(abort, 'billing.purchase_order_missing');
END;
