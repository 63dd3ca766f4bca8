-- Codes of usage files that somebody said what they stand for: an account, a location or a meter under another name. A code
-- that is known by itself has no row here.
CREATE TABLE usage_code (
    kind {text} NOT NULL CHECK (kind IN ('account', 'location', 'meter')),
    code {text} NOT NULL CHECK (code <> ''),   -- as the files say it
    account_id {id} REFERENCES account (id),
    location_id {id} REFERENCES location (id),
    meter_id {id} REFERENCES meter (id),
    mapped_by {text} NOT NULL,
    mapped_at {instant} NOT NULL,
    PRIMARY KEY (kind, code),
    CHECK ((kind = 'account') = (account_id IS NOT NULL)),
    CHECK ((kind = 'location') = (location_id IS NOT NULL)),
    CHECK ((kind = 'meter') = (meter_id IS NOT NULL))
) {strict};
