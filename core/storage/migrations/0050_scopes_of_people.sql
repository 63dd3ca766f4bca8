-- What of the customers a person reaches takes two as well: an administrator proposes it, a controller agrees. Beside
-- regions these are companies of the seller and cost centres of customers: where some are named, only those.

ALTER TABLE app_user ADD COLUMN entities {json} NOT NULL DEFAULT '[]';     -- ids of issuing companies; none: of all
ALTER TABLE app_user ADD COLUMN cost_centres {json} NOT NULL DEFAULT '[]'; -- codes; none: of all

CREATE TABLE scope_proposal (
    id {id} PRIMARY KEY,
    user_name {text} NOT NULL REFERENCES app_user (name),
    region {text} NOT NULL,
    entities {json} NOT NULL,
    cost_centres {json} NOT NULL,
    reason {text} NOT NULL,
    proposed_by {text} NOT NULL,
    proposed_at {instant} NOT NULL,
    decided_by {text},
    decided_at {instant},
    verdict {text} CHECK (verdict IN ('approve', 'reject')),
    spent {bool} NOT NULL DEFAULT false, -- it took effect: the same again takes a new proposal
    CHECK ((decided_by IS NULL) = (verdict IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL)),
    CHECK (NOT spent OR verdict IS NOT NULL)
) {strict};
CREATE UNIQUE INDEX scope_proposal_open ON scope_proposal (user_name) WHERE verdict IS NULL;

CREATE TRIGGER scope_proposal_begins_open BEFORE INSERT ON scope_proposal WHEN new.verdict IS NOT NULL OR new.spent
BEGIN
    SELECT raise(abort, 'identity.scope_not_approved');
END;
CREATE TRIGGER scope_proposal_needs_an_administrator BEFORE INSERT ON scope_proposal
WHEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.proposed_by AND role = 'admin')
BEGIN
    SELECT raise(abort, 'identity.propose_scope');
END;
CREATE TRIGGER scope_proposal_is_fixed BEFORE UPDATE ON scope_proposal
WHEN new.id IS NOT old.id OR new.user_name IS NOT old.user_name OR new.region IS NOT old.region
    OR new.entities IS NOT old.entities OR new.cost_centres IS NOT old.cost_centres OR new.reason IS NOT old.reason
    OR new.proposed_by IS NOT old.proposed_by OR new.proposed_at IS NOT old.proposed_at
    OR (old.spent AND NOT new.spent)
    OR (old.verdict IS NOT NULL
        AND (new.verdict IS NOT old.verdict OR new.decided_by IS NOT old.decided_by
             OR new.decided_at IS NOT old.decided_at))
BEGIN
    SELECT raise(abort, 'identity.scope_proposal_kept');
END;
CREATE TRIGGER scope_proposal_is_kept BEFORE DELETE ON scope_proposal
BEGIN
    SELECT raise(abort, 'identity.scope_proposal_kept');
END;
CREATE TRIGGER scope_approval_needs_a_controller BEFORE UPDATE ON scope_proposal
WHEN new.verdict IS NOT NULL AND old.verdict IS NULL
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.decided_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'identity.approve_scope');
END;
CREATE TRIGGER scope_approval_needs_another_person BEFORE UPDATE ON scope_proposal
WHEN new.verdict IS NOT NULL AND old.verdict IS NULL
    AND (new.decided_by = new.proposed_by OR new.decided_by = new.user_name)
BEGIN
    SELECT raise(abort, 'identity.own_scope');
END;
CREATE TRIGGER scope_is_given_once_approved AFTER UPDATE ON scope_proposal
WHEN new.verdict = 'approve' AND old.verdict IS NULL
BEGIN
    UPDATE app_user SET region = new.region, entities = new.entities, cost_centres = new.cost_centres
    WHERE name = new.user_name;
    UPDATE scope_proposal SET spent = true WHERE id = new.id;
END;

-- While there is no controller who could agree, and before anything has happened, people come with the company. Taking
-- all regions away takes an administrator alone, as taking a role away does.
CREATE TRIGGER scope_needs_its_approval BEFORE UPDATE ON app_user
WHEN (new.region IS NOT old.region OR new.entities IS NOT old.entities OR new.cost_centres IS NOT old.cost_centres)
    AND NOT (new.region = '' AND new.entities = old.entities AND new.cost_centres = old.cost_centres)
    AND EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller') AND EXISTS (SELECT 1 FROM audit_record)
    AND NOT EXISTS (SELECT 1 FROM scope_proposal WHERE user_name = new.name AND region = new.region
                    AND entities = new.entities AND cost_centres = new.cost_centres
                    AND verdict = 'approve' AND NOT spent)
BEGIN
    SELECT raise(abort, 'identity.scope_not_approved');
END;
CREATE TRIGGER scope_of_new_people_is_proposed BEFORE INSERT ON app_user
WHEN new.region <> '' AND NOT EXISTS (SELECT 1 FROM app_user WHERE name = new.name AND region = new.region)
    AND EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller') AND EXISTS (SELECT 1 FROM audit_record)
BEGIN
    SELECT raise(abort, 'identity.scope_not_approved');
END;
