-- What was used: imports, events kept once, the daily roll-up that bills read, and what has no home yet.

CREATE TABLE usage_import (
    sequence {int} PRIMARY KEY CHECK (sequence > 0),
    source {text} NOT NULL,
    file_name {text} NOT NULL,
    digest {text} NOT NULL,
    imported_by {text} NOT NULL,
    imported_at {instant} NOT NULL,
    row_count {int} NOT NULL,
    added {int} NOT NULL,
    repeated {int} NOT NULL,
    quarantined {int} NOT NULL,
    first_day {date},
    last_day {date}
) {strict};

-- Kept once: the key is taken of source and event id, or of source and content where there is no id.
CREATE TABLE usage_event (
    event_key {blob} PRIMARY KEY,
    import_sequence {int} NOT NULL,
    account_id {id} NOT NULL,
    location_id {id},
    meter_id {id} NOT NULL,
    day {date} NOT NULL,
    quantity {decimal} NOT NULL,
    line {int} NOT NULL
) {strict_by_key};

-- What an import brought for a day. A row of its own for each import, so that a bill can be computed again from exactly
-- what it saw: everything up to its watermark. No location is the id of zeroes.
CREATE TABLE usage_daily (
    account_id {id} NOT NULL,
    meter_id {id} NOT NULL,
    day {date} NOT NULL,
    location_id {id} NOT NULL,
    import_sequence {int} NOT NULL,
    quantity_sum {decimal} NOT NULL,
    quantity_highest {decimal} NOT NULL,
    quantity_last {decimal} NOT NULL,
    events {int} NOT NULL,
    PRIMARY KEY (account_id, meter_id, day, location_id, import_sequence)
) {strict_by_key};

-- Usage of an account, location or meter that nobody has set up: kept until somebody does.
CREATE TABLE usage_quarantine (
    event_key {blob} PRIMARY KEY,
    import_sequence {int} NOT NULL,
    account {text} NOT NULL,
    location {text} NOT NULL,
    meter {text} NOT NULL,
    moment {text} NOT NULL,
    quantity {decimal} NOT NULL,
    line {int} NOT NULL,
    reason {text} NOT NULL CHECK (reason IN ('account_unknown', 'location_unknown', 'meter_unknown', 'no_account'))
) {strict_by_key};

-- Usage is only ever added to.
CREATE TRIGGER usage_event_is_fixed BEFORE UPDATE ON usage_event
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_event_is_kept BEFORE DELETE ON usage_event
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_daily_is_fixed BEFORE UPDATE ON usage_daily
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_daily_is_kept BEFORE DELETE ON usage_daily
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_import_is_fixed BEFORE UPDATE ON usage_import
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_import_is_kept BEFORE DELETE ON usage_import
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
