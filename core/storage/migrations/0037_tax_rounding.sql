-- Where a company rounds the tax of its invoices, and which taxes it levies on the others of a line.
ALTER TABLE issuing_entity ADD COLUMN tax_rounding {text} NOT NULL DEFAULT 'rate_group'
    CHECK (tax_rounding IN ('rate_group', 'line', 'invoice'));
ALTER TABLE issuing_entity ADD COLUMN compound_taxes {json} NOT NULL DEFAULT '[]';
