-- Electronic invoices: what the seller and each customer enter for them, and the files that were made at issue.

-- What an electronic invoice says about the seller beyond its address and VAT id.
CREATE TABLE einvoice_seller (
    issuing_entity_id {id} PRIMARY KEY REFERENCES issuing_entity (id),
    address {text} NOT NULL,
    address_scheme {text} NOT NULL,
    registration {text} NOT NULL,
    registration_scheme {text} NOT NULL,
    tax_number {text} NOT NULL,
    legal_information {text} NOT NULL,
    contact_name {text} NOT NULL,
    contact_phone {text} NOT NULL,
    contact_email {text} NOT NULL
) {strict};

-- How a customer wants its invoices; without a row it gets none.
CREATE TABLE einvoice_customer (
    account_id {id} PRIMARY KEY REFERENCES account (id),
    profile {text} NOT NULL,
    syntax {text} NOT NULL CHECK (syntax IN ('ubl', 'cii')),
    address {text} NOT NULL,
    address_scheme {text} NOT NULL,
    buyer_reference {text} NOT NULL,
    accounting_reference {text} NOT NULL,
    registration {text} NOT NULL,
    registration_scheme {text} NOT NULL
) {strict};

-- The file that was issued with a document, for ever the same.
CREATE TABLE electronic_invoice (
    invoice_id {id} UNIQUE REFERENCES invoice (id),
    credit_note_id {id} UNIQUE REFERENCES credit_note (id),
    profile {text} NOT NULL,
    syntax {text} NOT NULL CHECK (syntax IN ('ubl', 'cii')),
    content {blob} NOT NULL,
    sha256 {text} NOT NULL CHECK (length(sha256) = 64),
    made_at {instant} NOT NULL,
    CHECK ((invoice_id IS NULL) <> (credit_note_id IS NULL))
) {strict};
CREATE TRIGGER electronic_invoice_is_fixed BEFORE UPDATE ON electronic_invoice
BEGIN
    SELECT raise(abort, 'einvoice.immutable');
END;
CREATE TRIGGER electronic_invoice_is_kept BEFORE DELETE ON electronic_invoice
BEGIN
    SELECT raise(abort, 'einvoice.immutable');
END;
