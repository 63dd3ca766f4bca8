-- A cheque is drawn to one of the companies that issue invoices, and a deposit goes into the account of one. Cheques that
-- were recorded before are those of the company that bills their customer; a deposit from before names none.

ALTER TABLE cheque ADD COLUMN company_id {id} REFERENCES issuing_entity (id);
ALTER TABLE cheque_deposit ADD COLUMN company_id {id} REFERENCES issuing_entity (id);
CREATE TRIGGER cheque_keeps_its_company BEFORE UPDATE ON cheque WHEN new.company_id IS NOT old.company_id
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER cheque_deposit_keeps_its_company BEFORE UPDATE ON cheque_deposit
WHEN new.company_id IS NOT old.company_id
BEGIN
    SELECT raise(abort, 'payments.history_kept');
END;
CREATE TRIGGER cheque_is_of_the_deposits_company BEFORE UPDATE OF deposit_id ON cheque
WHEN new.deposit_id IS NOT NULL
    AND coalesce(new.company_id, (SELECT issuing_entity_id FROM account WHERE id = new.account_id))
        <> (SELECT company_id FROM cheque_deposit WHERE id = new.deposit_id)
BEGIN
    SELECT raise(abort, 'payments.cheque_company');
END;
