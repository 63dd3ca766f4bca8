-- The twin of 0003_usage.sql: the same tables, of which the two large ones are kept by month.
--
-- Usage: what was reported, kept for audit, and its daily roll-ups, the only rows that bills and charts read.
--
-- Every row carries the number of the import that brought it, and nothing is changed later: a figure "up to import n" is
-- the same for ever.

CREATE TABLE usage_import (
    sequence {int} PRIMARY KEY CHECK (sequence > 0),
    source {text} NOT NULL,              -- within it, an event id counts once
    file_name {text} NOT NULL,
    sha256 {text} NOT NULL,              -- of the content of the file; empty when quarantined usage was adopted
    imported_by {text} NOT NULL,
    imported_at {instant} NOT NULL,
    row_count {int} NOT NULL CHECK (row_count >= 0),
    added {int} NOT NULL CHECK (added >= 0),
    repeated {int} NOT NULL CHECK (repeated >= 0),
    quarantined {int} NOT NULL CHECK (quarantined >= 0),
    first_day {date},
    last_day {date},
    CHECK (row_count = added + repeated + quarantined)
) {strict};

-- One meter of one location, or of an account as a whole.
CREATE TABLE usage_series (
    id {key},
    account_id {id} NOT NULL REFERENCES account (id),
    location_id {id} REFERENCES location (id),
    meter_id {id} NOT NULL REFERENCES meter (id)
) {strict};
CREATE UNIQUE INDEX usage_series_of_account ON usage_series (account_id, meter_id) WHERE location_id IS NULL;
CREATE UNIQUE INDEX usage_series_of_location ON usage_series (location_id, meter_id, account_id) WHERE location_id IS NOT NULL;
CREATE INDEX usage_series_by_account ON usage_series (account_id);

CREATE TABLE usage_daily (
    series_id {int} NOT NULL REFERENCES usage_series (id),
    day {date} NOT NULL,                 -- local day in the time zone of the payer's contract
    import_sequence {int} NOT NULL,
    quantity {decimal} NOT NULL,
    events {int} NOT NULL CHECK (events > 0),
    PRIMARY KEY (series_id, day, import_sequence)
) PARTITION BY RANGE (day);

-- Events as they came, packed by thousands: a row and an index entry for each of ten million costs minutes and is read
-- only when somebody asks what a figure is made of.
CREATE TABLE usage_event (
    series_id {int} NOT NULL REFERENCES usage_series (id),
    import_sequence {int} NOT NULL REFERENCES usage_import (sequence) DEFERRABLE INITIALLY DEFERRED,
    n {int} NOT NULL,
    events {int} NOT NULL CHECK (events > 0),
    first_day {date} NOT NULL,
    last_day {date} NOT NULL,
    packed {blob} NOT NULL,
    PRIMARY KEY (series_id, import_sequence, n, first_day)
) PARTITION BY RANGE (first_day);

-- The keys of all events of a source, in sorted runs: a new import is compared with them in their order.
CREATE TABLE usage_seen_run (
    source {text} NOT NULL,
    run {int} NOT NULL,
    keys {int} NOT NULL CHECK (keys > 0),
    PRIMARY KEY (source, run)
) {strict_by_key};
CREATE TABLE usage_seen (
    source {text} NOT NULL,
    run {int} NOT NULL,
    first_key {blob} NOT NULL CHECK (length(first_key) = 16),
    keys {blob} NOT NULL,
    PRIMARY KEY (source, run, first_key)
) {strict};

-- Usage of accounts, locations or meters that nobody knows yet.
CREATE TABLE usage_quarantine (
    import_sequence {int} NOT NULL REFERENCES usage_import (sequence) DEFERRABLE INITIALLY DEFERRED,
    n {int} NOT NULL,
    account {text} NOT NULL,             -- as the file says it
    location {text} NOT NULL,
    party {text} NOT NULL,
    meter {text} NOT NULL,
    reason {text} NOT NULL CHECK (reason IN ('unknown_account', 'unknown_location', 'unknown_meter', 'location_of_other_account')),
    events {int} NOT NULL CHECK (events > 0),
    packed {blob} NOT NULL,
    adopted_sequence {int} REFERENCES usage_import (sequence) DEFERRABLE INITIALLY DEFERRED,
    PRIMARY KEY (import_sequence, n)
) {strict};
CREATE INDEX usage_quarantine_waiting ON usage_quarantine (import_sequence, n) WHERE adopted_sequence IS NULL;

CREATE TRIGGER usage_import_is_fixed BEFORE UPDATE ON usage_import
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_import_is_kept BEFORE DELETE ON usage_import
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_series_is_fixed BEFORE UPDATE ON usage_series
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_series_is_kept BEFORE DELETE ON usage_series
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
CREATE TRIGGER usage_event_is_fixed BEFORE UPDATE ON usage_event
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_event_is_kept BEFORE DELETE ON usage_event
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_quarantine_is_adopted_once BEFORE UPDATE ON usage_quarantine
WHEN old.adopted_sequence IS NOT NULL OR new.events <> old.events OR new.packed <> old.packed
    OR new.account <> old.account OR new.location <> old.location OR new.party <> old.party OR new.meter <> old.meter
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;
CREATE TRIGGER usage_quarantine_is_kept BEFORE DELETE ON usage_quarantine
BEGIN
    SELECT raise(abort, 'usage.immutable');
END;

-- Months stand in a schema of their own, which nobody but the owner may look into; what people may do with usage is said of
-- the two tables. Days that no month was made for are kept in the rest.
CREATE SCHEMA acc_usage;
CREATE TABLE acc_usage.usage_daily_rest PARTITION OF usage_daily DEFAULT;
CREATE TABLE acc_usage.usage_event_rest PARTITION OF usage_event DEFAULT;
CREATE TRIGGER usage_daily_is_kept_whole BEFORE TRUNCATE ON acc_usage.usage_daily_rest FOR EACH STATEMENT EXECUTE FUNCTION usage_daily_is_kept();
CREATE TRIGGER usage_event_is_kept_whole BEFORE TRUNCATE ON acc_usage.usage_event_rest FOR EACH STATEMENT EXECUTE FUNCTION usage_event_is_kept();

-- Makes the months from the first to the last day that are not there yet; a month of which days are in the rest stays there.
-- Returns how many it made. Months before 2000 and after 2099 are left to the rest, so that a slip in a file makes no
-- thousand tables.
CREATE FUNCTION make_usage_months(first_day DATE, last_day DATE) RETURNS INTEGER LANGUAGE plpgsql SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
DECLARE
    of_table TEXT;
    by_column TEXT;
    month DATE;
    made INTEGER := 0;
    in_rest BOOLEAN;
    name TEXT;
BEGIN
    FOR month IN SELECT generate_series(date_trunc('month', greatest(first_day, DATE '2000-01-01')),
                                        least(last_day, DATE '2099-12-31'), interval '1 month')::date LIMIT 240 LOOP
        FOR of_table, by_column IN VALUES ('usage_daily', 'day'), ('usage_event', 'first_day') LOOP
            name := of_table || to_char(month, '_YYYY_MM');
            IF to_regclass('acc_usage.' || name) IS NOT NULL THEN
                CONTINUE;
            END IF;
            EXECUTE format('SELECT EXISTS (SELECT 1 FROM acc_usage.%I WHERE %I >= %L AND %I < %L)', of_table || '_rest', by_column,
                           month, by_column, month + interval '1 month') INTO in_rest;
            IF in_rest THEN
                CONTINUE;
            END IF;
            EXECUTE format('CREATE TABLE acc_usage.%I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', name, of_table, month,
                           (month + interval '1 month')::date);
            EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON acc_usage.%I FOR EACH STATEMENT EXECUTE FUNCTION %I()',
                           of_table || '_is_kept_whole', name, of_table || '_is_kept');
            made := made + 1;
        END LOOP;
    END LOOP;
    RETURN made;
END $body$;
REVOKE ALL ON FUNCTION make_usage_months(DATE, DATE) FROM PUBLIC;
