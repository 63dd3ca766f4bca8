-- What waits for people is found without reading what does not.

CREATE INDEX outbox_not_arrived ON outbox (state, created_at) WHERE state IN ('failed', 'unknown');
CREATE INDEX outbox_by_time ON outbox (created_at, id);
CREATE INDEX credit_note_to_issue ON credit_note (requested_at) WHERE state = 'approved';
CREATE INDEX payment_promise_by_day ON payment_promise (promised_for);
CREATE INDEX account_by_renewal ON account (renewal_on) WHERE renewal_on IS NOT NULL;
CREATE INDEX account_on_hold ON account (arr_minor) WHERE billing_hold_reason <> '';
-- Issued invoices by the day they fall due, with what says how much of them is open.
CREATE INDEX invoice_collected ON invoice (due_date, account_id, currency, amount_due_minor, total_minor, id)
    WHERE state = 'issued';
