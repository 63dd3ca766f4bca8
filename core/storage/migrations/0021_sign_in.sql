-- Passphrases of people who share a file. The database of a team knows people by their logins instead.

CREATE TABLE sign_in (
    user_name {text} PRIMARY KEY REFERENCES app_user (name),
    salt {blob} NOT NULL,
    rounds {int} NOT NULL CHECK (rounds > 0),
    derived_key {blob} NOT NULL,         -- PBKDF2-HMAC-SHA-512 of the passphrase
    changed_at {instant} NOT NULL,
    failures {int} NOT NULL DEFAULT 0 CHECK (failures >= 0), -- in a row
    failed_at {instant}                  -- the last of them
) {strict};
