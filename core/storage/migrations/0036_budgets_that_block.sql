-- What stops somebody is not taken out of the way by them: a budget that blocks is raised, made to block no more or taken
-- away by a controller alone.

ALTER TABLE budget ADD COLUMN saved_by {text} NOT NULL DEFAULT ''; -- who saved it last; empty: before it was kept
CREATE TRIGGER budget_that_blocks_is_loosened_by_a_controller BEFORE UPDATE ON budget
WHEN old.cap = 'block'
    AND (new.cap <> 'block' OR new.amount_minor > old.amount_minor OR new.entity_id <> old.entity_id
         OR new.department <> old.department OR new.cost_centre <> old.cost_centre OR new.currency <> old.currency
         OR new.period_start > old.period_start OR new.period_end < old.period_end)
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.saved_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'purchasing.budget_blocks');
END;
-- A row that goes names nobody: it blocks no more first.
CREATE TRIGGER budget_that_blocks_is_kept BEFORE DELETE ON budget WHEN old.cap = 'block'
BEGIN
    SELECT raise(abort, 'purchasing.budget_blocks');
END;
