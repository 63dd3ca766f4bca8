-- Versions of contracts that somebody has to agree to before they hold.

-- The version that a matter is about, to the letter. It becomes that version of its contract or none.
CREATE TABLE asked_contract (
    matter_id {id} PRIMARY KEY REFERENCES approval_matter (id),
    contract_id {id} NOT NULL,           -- of a first version the id that it will have
    account_id {id} NOT NULL REFERENCES account (id),
    number {text} NOT NULL,
    version {int} NOT NULL CHECK (version > 0),
    body {json} NOT NULL
) {strict};
CREATE INDEX asked_contract_by_contract ON asked_contract (contract_id);
CREATE INDEX asked_contract_by_number ON asked_contract (number);
CREATE TRIGGER asked_contract_is_fixed BEFORE UPDATE ON asked_contract
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;
CREATE TRIGGER asked_contract_is_kept BEFORE DELETE ON asked_contract
BEGIN
    SELECT raise(abort, 'approvals.immutable');
END;

-- Versions that nobody has to agree to any more.
CREATE VIEW granted_contract AS
SELECT matter_id, contract_id, version, body FROM asked_contract
WHERE NOT EXISTS (SELECT 1 FROM approval WHERE approval.subject_id = asked_contract.matter_id
                  AND approval.state IN ('pending', 'rejected'));

-- Where the policy asks about contracts, each version is asked for, also where nobody has to agree; so is a change of a
-- price, a discount or an instalment plan, which has a request of its own.
CREATE TRIGGER contract_version_is_asked_for BEFORE INSERT ON contract_version
WHEN EXISTS (SELECT 1 FROM asked_kind WHERE kind = 'contract')
    AND NOT EXISTS (SELECT 1 FROM granted_contract WHERE granted_contract.contract_id = new.contract_id
                    AND granted_contract.version = new.version AND granted_contract.body = new.body)
    AND NOT EXISTS (SELECT 1 FROM granted_change WHERE granted_change.record_id = new.contract_id
                    AND granted_change.revision = new.version - 1)
BEGIN
    SELECT raise(abort, 'approvals.contract_by_request');
END;
