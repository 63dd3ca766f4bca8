-- Who is asked before more is spent, or has to ask, does not take the question away: a budget that asks is raised, made to
-- tell alone or taken away by a controller, as one that blocks.

CREATE TRIGGER budget_that_asks_is_loosened_by_a_controller BEFORE UPDATE ON budget
WHEN old.cap = 'approve'
    AND (new.cap = 'notify' OR new.amount_minor > old.amount_minor OR new.entity_id <> old.entity_id
         OR new.department <> old.department OR new.cost_centre <> old.cost_centre OR new.currency <> old.currency
         OR new.period_start > old.period_start OR new.period_end < old.period_end)
    AND NOT EXISTS (SELECT 1 FROM app_user_role WHERE user_name = new.saved_by AND role = 'controller')
BEGIN
    SELECT raise(abort, 'purchasing.budget_asks');
END;
-- A row that goes names nobody: it asks no more first.
CREATE TRIGGER budget_that_asks_is_kept BEFORE DELETE ON budget WHEN old.cap = 'approve'
BEGIN
    SELECT raise(abort, 'purchasing.budget_asks');
END;
