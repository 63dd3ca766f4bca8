-- What postings of income say beside their account: the general-ledger code of the price item, and the customer's cost
-- centre. Entries of before have neither; an entry balances whatever its postings say.
ALTER TABLE posting ADD COLUMN ledger_code {text} CHECK (length(ledger_code) > 0);
ALTER TABLE posting ADD COLUMN cost_centre {text} CHECK (length(cost_centre) > 0);
