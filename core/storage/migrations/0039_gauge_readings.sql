-- A day of a meter that is not summed up is what its aggregation makes of the readings of that day, whatever imports they
-- came with: the highest, the latest by instant, or the different values.
ALTER TABLE usage_daily ADD COLUMN read_at {int};          -- of the latest reading, milliseconds since 1970 in UTC; none of
                                                           -- sums, and of days that were rolled up before: those are
                                                           -- read from their events
ALTER TABLE usage_daily ADD COLUMN unique_values {blob};   -- of a meter that counts values: their keys, 16 bytes each
