-- Own bank accounts of each issuing company. Those without a company are for all that have none of their own, as all of
-- them were until now.

ALTER TABLE own_bank ADD COLUMN company_id {id} REFERENCES issuing_entity (id);
CREATE INDEX own_bank_by_company ON own_bank (company_id, n);
