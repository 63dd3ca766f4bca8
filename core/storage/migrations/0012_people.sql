-- Roles of people take two: an administrator proposes, a controller agrees. And the place where the audit chain goes on,
-- for who may not read the records.

CREATE TABLE role_proposal (
    id {id} PRIMARY KEY,
    user_name {text} NOT NULL REFERENCES app_user (name),
    role {text} NOT NULL CHECK (role IN ('rep', 'csm', 'manager', 'billing', 'approver', 'controller', 'legal', 'auditor',
                                         'admin', 'worker')),
    reason {text} NOT NULL,
    proposed_by {text} NOT NULL,
    proposed_at {instant} NOT NULL,
    decided_by {text},
    decided_at {instant},
    verdict {text} CHECK (verdict IN ('approve', 'reject')),
    spent {bool} NOT NULL DEFAULT false, -- the role was taken away again: it takes a new proposal
    CHECK ((decided_by IS NULL) = (verdict IS NULL)),
    CHECK ((decided_by IS NULL) = (decided_at IS NULL))
) {strict};
CREATE UNIQUE INDEX role_proposal_open ON role_proposal (user_name, role) WHERE verdict IS NULL;
CREATE INDEX role_proposal_of_person ON role_proposal (user_name, role);

CREATE TRIGGER role_proposal_begins_open BEFORE INSERT ON role_proposal WHEN new.verdict IS NOT NULL OR new.spent
BEGIN
    SELECT raise(abort, 'identity.role_not_approved');
END;
CREATE TRIGGER role_proposal_needs_an_administrator BEFORE INSERT ON role_proposal
WHEN NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.proposed_by AND role = 'admin')
BEGIN
    SELECT raise(abort, 'identity.propose_role');
END;
CREATE TRIGGER role_proposal_is_fixed BEFORE UPDATE ON role_proposal
WHEN new.id IS NOT old.id OR new.user_name IS NOT old.user_name OR new.role IS NOT old.role
    OR new.reason IS NOT old.reason OR new.proposed_by IS NOT old.proposed_by OR new.proposed_at IS NOT old.proposed_at
    OR (old.spent AND NOT new.spent)
    OR (old.verdict IS NOT NULL
        AND (new.verdict IS NOT old.verdict OR new.decided_by IS NOT old.decided_by
             OR new.decided_at IS NOT old.decided_at))
BEGIN
    SELECT raise(abort, 'identity.proposal_kept');
END;
CREATE TRIGGER role_proposal_is_kept BEFORE DELETE ON role_proposal
BEGIN
    SELECT raise(abort, 'identity.proposal_kept');
END;
CREATE TRIGGER role_approval_needs_a_controller BEFORE UPDATE ON role_proposal
WHEN new.verdict IS NOT NULL AND old.verdict IS NULL
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.decided_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'identity.approve_role');
END;
CREATE TRIGGER role_approval_needs_another_person BEFORE UPDATE ON role_proposal
WHEN new.verdict IS NOT NULL AND old.verdict IS NULL
    AND (new.decided_by = new.proposed_by OR new.decided_by = new.user_name)
BEGIN
    SELECT raise(abort, 'identity.own_role');
END;
CREATE TRIGGER role_is_given_once_approved AFTER UPDATE ON role_proposal
WHEN new.verdict = 'approve' AND old.verdict IS NULL
BEGIN
    INSERT INTO app_user_role (user_name, role) VALUES (new.user_name, new.role)
    ON CONFLICT (user_name, role) DO NOTHING;
END;

-- While there is no controller who could agree, and before anything has happened, people come with the company.
CREATE TRIGGER role_needs_its_approval BEFORE INSERT ON app_user_role
WHEN EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller') AND EXISTS (SELECT 1 FROM audit_record)
    AND NOT EXISTS (SELECT 1 FROM role_proposal WHERE user_name = new.user_name AND role = new.role
                    AND verdict = 'approve' AND NOT spent)
BEGIN
    SELECT raise(abort, 'identity.role_not_approved');
END;
-- Administrators neither bill, approve nor control, and auditors only read. Who is alone has to do everything.
CREATE TRIGGER roles_go_together BEFORE INSERT ON app_user_role
WHEN (SELECT count(*) FROM app_user) > 1
    AND EXISTS (SELECT 1 FROM app_user_role AS other WHERE other.user_name = new.user_name AND other.role <> new.role
                AND ((new.role = 'admin' AND other.role IN ('billing', 'approver', 'controller'))
                     OR (other.role = 'admin' AND new.role IN ('billing', 'approver', 'controller'))
                     OR new.role = 'auditor' OR other.role = 'auditor'))
BEGIN
    SELECT raise(abort, 'permission.roles_conflict');
END;
CREATE TRIGGER role_is_fixed BEFORE UPDATE ON app_user_role
BEGIN
    SELECT raise(abort, 'identity.role_not_approved');
END;
CREATE TRIGGER last_administrator_stays BEFORE DELETE ON app_user_role
WHEN old.role = 'admin'
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE role = 'admin' AND user_name <> old.user_name)
BEGIN
    SELECT raise(abort, 'company.last_administrator');
END;
CREATE TRIGGER last_controller_stays BEFORE DELETE ON app_user_role
WHEN old.role = 'controller'
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller' AND user_name <> old.user_name)
BEGIN
    SELECT raise(abort, 'identity.last_controller');
END;
CREATE TRIGGER role_is_taken_away AFTER DELETE ON app_user_role
BEGIN
    UPDATE role_proposal SET spent = true
    WHERE user_name = old.user_name AND role = old.role AND verdict = 'approve' AND NOT spent;
END;

CREATE VIEW audit_head AS
SELECT sequence, hash FROM audit_record ORDER BY sequence DESC LIMIT 1;
