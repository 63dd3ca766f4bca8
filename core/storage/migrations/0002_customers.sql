-- Who is sold to and what: issuing entities, accounts, locations, meters, price books, contracts, purchase orders.

-- A company of the seller that issues invoices in its own name, with its own number series.
CREATE TABLE issuing_entity (
    id {id} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    legal_name {text} NOT NULL,
    currency {text} NOT NULL,
    address {json} NOT NULL,
    vat_id {text} NOT NULL,
    nexus_states {json} NOT NULL,
    economic_nexus {json} NOT NULL,      -- state: first day on which sales alone make it collect
    vat_registrations {json} NOT NULL,
    one_stop_shop {bool} NOT NULL,
    branding {json} NOT NULL,
    logo {blob},
    payment_instructions {json} NOT NULL,
    number_format {text} NOT NULL,
    version {int} NOT NULL
) {strict};

-- Logos as documents were printed with them, by their digest: an issued invoice looks the same after a new logo.
CREATE TABLE document_asset (
    sha256 {text} PRIMARY KEY CHECK (length(sha256) = 64),
    content {blob} NOT NULL
) {strict};
CREATE TRIGGER document_asset_is_fixed BEFORE UPDATE ON document_asset
BEGIN
    SELECT raise(abort, 'documents.asset_immutable');
END;
CREATE TRIGGER document_asset_is_kept BEFORE DELETE ON document_asset
BEGIN
    SELECT raise(abort, 'documents.asset_immutable');
END;

CREATE TABLE app_user (
    name {text} PRIMARY KEY,
    display_name {text} NOT NULL,
    roles {json} NOT NULL,
    region {text} NOT NULL
) {strict};

-- The same roles a row each: triggers of a file that may be hostile run without the JSON functions.
CREATE TABLE app_user_role (
    user_name {text} NOT NULL REFERENCES app_user (name),
    role {text} NOT NULL,
    PRIMARY KEY (user_name, role)
) {strict_by_key};

CREATE TABLE account (
    id {id} PRIMARY KEY,
    number {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    name_folded {text} NOT NULL,
    legal_name {text} NOT NULL,
    parent_id {id} REFERENCES account (id),
    payer_id {id} REFERENCES account (id),
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    status {text} NOT NULL CHECK (status IN ('prospect', 'active', 'closed')),
    segment {text} NOT NULL,
    region {text} NOT NULL,
    currency {text} NOT NULL,
    country {text} NOT NULL,
    address {json} NOT NULL,
    vat_id {text} NOT NULL,
    tax_standing {text} NOT NULL,
    customer_success_manager {text} NOT NULL,
    payment_terms_days {int} NOT NULL CHECK (payment_terms_days >= 0),
    billing_hold_reason {text} NOT NULL,
    zero_invoices {text} NOT NULL CHECK (zero_invoices IN ('issue', 'skip')),
    invoice_email {text} NOT NULL,
    portal_reference {text} NOT NULL,
    arr_minor {int} NOT NULL,          -- rebuilt whenever a contract is saved; in company currency
    renewal_on {date},                 -- likewise
    location_count {int} NOT NULL,     -- likewise
    version {int} NOT NULL,
    updated_at {instant} NOT NULL,
    CHECK (parent_id IS NULL OR parent_id <> id)
) {strict};
CREATE INDEX account_by_name ON account (name_folded, id);
CREATE INDEX account_by_arr ON account (arr_minor, id);
CREATE INDEX account_by_parent ON account (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX account_by_payer ON account (payer_id) WHERE payer_id IS NOT NULL;

CREATE TABLE location (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    address {json} NOT NULL,
    cost_centre {text} NOT NULL,
    department {text} NOT NULL,
    active_from {date} NOT NULL,
    active_to {date},
    CHECK (active_to IS NULL OR active_to > active_from)
) {strict};
CREATE INDEX location_by_account ON location (account_id, code);

CREATE TABLE cost_centre (
    account_id {id} NOT NULL REFERENCES account (id),
    code {text} NOT NULL,
    name {text} NOT NULL,
    PRIMARY KEY (account_id, code)
) {strict_by_key};

CREATE TABLE contact (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    name {text} NOT NULL,
    title {text} NOT NULL,
    email {text} NOT NULL,
    phone {text} NOT NULL,
    role {text} NOT NULL
) {strict};
CREATE INDEX contact_by_account ON contact (account_id, name);

CREATE TABLE exemption_certificate (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    jurisdiction {text} NOT NULL,
    number {text} NOT NULL,
    reason {text} NOT NULL,
    valid_from {date} NOT NULL,
    valid_to {date}
) {strict};
CREATE INDEX exemption_certificate_by_account ON exemption_certificate (account_id);

CREATE TABLE meter (
    id {id} PRIMARY KEY,
    code {text} NOT NULL UNIQUE,
    name {text} NOT NULL,
    unit {text} NOT NULL,
    aggregation {text} NOT NULL CHECK (aggregation IN ('sum', 'max', 'last', 'unique', 'weighted_sum'))
) {strict};

CREATE TABLE price_book (
    version {int} PRIMARY KEY,
    currency {text} NOT NULL,
    valid_from {date} NOT NULL,
    body {json} NOT NULL,
    digest {text} NOT NULL,
    published_by {text} NOT NULL,
    published_at {instant} NOT NULL
) {strict};
CREATE TRIGGER price_book_is_fixed BEFORE UPDATE ON price_book
BEGIN
    SELECT raise(abort, 'catalog.price_book_immutable');
END;
CREATE TRIGGER price_book_is_kept BEFORE DELETE ON price_book
BEGIN
    SELECT raise(abort, 'catalog.price_book_immutable');
END;

CREATE TABLE contract (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    number {text} NOT NULL UNIQUE,
    currency {text} NOT NULL,
    current_version {int} NOT NULL,
    starts_on {date} NOT NULL,
    ends_on {date} NOT NULL,
    CHECK (ends_on > starts_on)
) {strict};
CREATE INDEX contract_by_account ON contract (account_id, starts_on);

-- A saved version never changes; a change is the next version.
CREATE TABLE contract_version (
    contract_id {id} NOT NULL REFERENCES contract (id) DEFERRABLE INITIALLY DEFERRED,
    version {int} NOT NULL CHECK (version > 0),
    body {json} NOT NULL,
    digest {text} NOT NULL,
    created_by {text} NOT NULL,
    created_at {instant} NOT NULL,
    PRIMARY KEY (contract_id, version)
) {strict};
CREATE TRIGGER contract_version_is_fixed BEFORE UPDATE ON contract_version
BEGIN
    SELECT raise(abort, 'contracts.version_immutable');
END;
CREATE TRIGGER contract_version_is_kept BEFORE DELETE ON contract_version
BEGIN
    SELECT raise(abort, 'contracts.version_immutable');
END;

CREATE TABLE purchase_order (
    id {id} PRIMARY KEY,
    account_id {id} NOT NULL REFERENCES account (id),
    number {text} NOT NULL,
    scope {text} NOT NULL CHECK (scope IN ('blanket', 'locations', 'lines')),
    keys {json} NOT NULL,                -- codes of locations or keys of items; empty for a blanket order
    currency {text} NOT NULL,
    amount_minor {int} NOT NULL CHECK (amount_minor > 0),
    valid_from {date},
    expires_on {date},
    UNIQUE (account_id, number)
) {strict};

-- A list's filter, sort order and columns under a name.
CREATE TABLE saved_view (
    owner {text} NOT NULL,
    page {text} NOT NULL,
    name {text} NOT NULL,
    body {json} NOT NULL,
    PRIMARY KEY (owner, page, name)
) {strict_by_key};

-- What somebody put aside on the start page: until a day, or until the fact behind it changes.
CREATE TABLE home_mark (
    who {text} NOT NULL,
    item {text} NOT NULL,
    fact {text} NOT NULL,
    until {date},
    marked_at {instant} NOT NULL,
    PRIMARY KEY (who, item)
) {strict_by_key};

-- What somebody saw there, so that it can say what changed since.
CREATE TABLE home_visit (
    who {text} PRIMARY KEY,
    before_at {instant},
    before_items {json} NOT NULL,
    latest_at {instant} NOT NULL,
    latest_items {json} NOT NULL
) {strict_by_key};
