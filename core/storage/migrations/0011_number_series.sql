-- Where a series of numbers begins (cut-over from another system), and numbers that are never given here.

CREATE TABLE number_series_start (
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    series {text} NOT NULL CHECK (series IN ('invoice', 'credit_note')),
    year {int} NOT NULL,
    first_number {int} NOT NULL CHECK (first_number > 0),
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    set_by {text} NOT NULL,
    set_at {instant} NOT NULL,
    PRIMARY KEY (issuing_entity_id, series, year)
) {strict_by_key};
CREATE TRIGGER number_series_start_is_in_time BEFORE INSERT ON number_series_start
WHEN EXISTS (SELECT 1 FROM number_series WHERE issuing_entity_id = new.issuing_entity_id AND series = new.series
             AND year = new.year)
BEGIN
    SELECT raise(abort, 'billing.series_begun');
END;
CREATE TRIGGER number_series_start_is_fixed BEFORE UPDATE ON number_series_start
WHEN EXISTS (SELECT 1 FROM number_series WHERE issuing_entity_id = old.issuing_entity_id AND series = old.series
             AND year = old.year)
BEGIN
    SELECT raise(abort, 'billing.series_begun');
END;
CREATE TRIGGER number_series_start_is_kept BEFORE DELETE ON number_series_start
BEGIN
    SELECT raise(abort, 'billing.series_begun');
END;

CREATE TABLE number_reservation (
    issuing_entity_id {id} NOT NULL REFERENCES issuing_entity (id),
    series {text} NOT NULL CHECK (series IN ('invoice', 'credit_note')),
    year {int} NOT NULL,
    first_number {int} NOT NULL CHECK (first_number > 0),
    last_number {int} NOT NULL,
    reason {text} NOT NULL CHECK (length(trim(reason)) > 0),
    reserved_by {text} NOT NULL,
    reserved_at {instant} NOT NULL,
    PRIMARY KEY (issuing_entity_id, series, year, first_number),
    CHECK (last_number >= first_number)
) {strict_by_key};
CREATE TRIGGER number_reservation_is_free BEFORE INSERT ON number_reservation
WHEN EXISTS (SELECT 1 FROM number_reservation AS other WHERE other.issuing_entity_id = new.issuing_entity_id
             AND other.series = new.series AND other.year = new.year AND other.first_number <= new.last_number
             AND other.last_number >= new.first_number)
    OR EXISTS (SELECT 1 FROM number_series WHERE issuing_entity_id = new.issuing_entity_id AND series = new.series
               AND year = new.year AND next_number > new.first_number)
BEGIN
    SELECT raise(abort, 'billing.numbers_taken');
END;
CREATE TRIGGER number_reservation_is_fixed BEFORE UPDATE ON number_reservation
BEGIN
    SELECT raise(abort, 'billing.reservation_immutable');
END;
CREATE TRIGGER number_reservation_is_kept BEFORE DELETE ON number_reservation
BEGIN
    SELECT raise(abort, 'billing.reservation_immutable');
END;
