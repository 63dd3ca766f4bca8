-- Where customers are told to pay takes two people, as a bank account of the company does: who looks after the company
-- proposes other payment instructions, and somebody who looks after bank data agrees.

CREATE TABLE pay_to_proposal (
    id {id} PRIMARY KEY,
    company_id {id} NOT NULL REFERENCES issuing_entity (id),
    payment_instructions {json} NOT NULL,
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
CREATE UNIQUE INDEX pay_to_proposal_open ON pay_to_proposal (company_id) WHERE verdict IS NULL;

CREATE TRIGGER pay_to_proposal_begins_open BEFORE INSERT ON pay_to_proposal WHEN new.verdict IS NOT NULL OR new.spent
BEGIN
    SELECT raise(abort, 'company.pay_to_not_agreed');
END;
CREATE TRIGGER pay_to_proposal_is_fixed BEFORE UPDATE ON pay_to_proposal
WHEN new.id IS NOT old.id OR new.company_id IS NOT old.company_id
    OR new.payment_instructions IS NOT old.payment_instructions OR new.proposed_by IS NOT old.proposed_by
    OR new.proposed_at IS NOT old.proposed_at OR (old.spent AND NOT new.spent)
    OR (old.verdict IS NOT NULL
        AND (new.verdict IS NOT old.verdict OR new.decided_by IS NOT old.decided_by
             OR new.decided_at IS NOT old.decided_at))
BEGIN
    SELECT raise(abort, 'company.pay_to_kept');
END;
CREATE TRIGGER pay_to_proposal_is_kept BEFORE DELETE ON pay_to_proposal
BEGIN
    SELECT raise(abort, 'company.pay_to_kept');
END;
CREATE TRIGGER pay_to_is_agreed_by_another BEFORE UPDATE ON pay_to_proposal
WHEN new.verdict IS NOT NULL AND old.verdict IS NULL
    AND (new.decided_by = new.proposed_by
         OR NOT EXISTS (SELECT 1 FROM app_user_role
                        WHERE user_name = new.decided_by AND role IN ('billing', 'controller')))
BEGIN
    SELECT raise(abort, 'company.pay_to_own');
END;
CREATE TRIGGER pay_to_is_taken_once_agreed AFTER UPDATE ON pay_to_proposal
WHEN new.verdict = 'approve' AND old.verdict IS NULL
BEGIN
    UPDATE issuing_entity SET payment_instructions = new.payment_instructions, version = version + 1
    WHERE id = new.company_id;
    UPDATE pay_to_proposal SET spent = true WHERE id = new.id;
END;

-- While there is no controller who could agree, and before anything has happened, the company is set up by who makes it.
CREATE TRIGGER pay_to_needs_its_agreement BEFORE UPDATE ON issuing_entity
WHEN new.payment_instructions IS NOT old.payment_instructions
    AND EXISTS (SELECT 1 FROM app_user_role WHERE role = 'controller') AND EXISTS (SELECT 1 FROM audit_record)
    AND NOT EXISTS (SELECT 1 FROM pay_to_proposal WHERE company_id = new.id
                    AND payment_instructions = new.payment_instructions AND verdict = 'approve' AND NOT spent)
BEGIN
    SELECT raise(abort, 'company.pay_to_not_agreed');
END;
