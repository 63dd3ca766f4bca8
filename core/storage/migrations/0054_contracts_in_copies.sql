-- Contracts in the copy on a rep's machine: to be read there, as the team told them. On a server no copy lives, so that its
-- twin leaves the rules as they are.

DROP TRIGGER copy_activates_nothing;
CREATE TRIGGER copy_activates_nothing BEFORE INSERT ON contract_version
WHEN EXISTS (SELECT 1 FROM sync_identity)
    AND NOT EXISTS (SELECT 1 FROM sync_row WHERE entity = 'contract' AND entity_id = new.contract_id AND NOT deleted)
BEGIN
    SELECT raise(abort, 'sync.only_with_server');
END;
-- In a copy contracts leave with their customer.
DROP TRIGGER contract_version_is_kept;
CREATE TRIGGER contract_version_is_kept BEFORE DELETE ON contract_version WHEN NOT EXISTS (SELECT 1 FROM sync_identity)
BEGIN
    SELECT raise(abort, 'contracts.version_immutable');
END;
-- Whether a coupon had uses left was asked where all contracts are, by the price book of then.
DROP TRIGGER coupon_has_uses_left;
CREATE TRIGGER coupon_has_uses_left AFTER INSERT ON contract_version
WHEN new.body LIKE '%"coupon":"%' AND NOT EXISTS (SELECT 1 FROM sync_identity) AND EXISTS (
    SELECT 1 FROM json_each(new.body, '$.discounts') AS discount, json_each(discount.value) AS taken, price_book AS book,
        json_each(book.body, '$.coupons') AS coupon, json_each(coupon.value) AS code, json_each(coupon.value) AS uses
    WHERE taken.key = 'coupon' AND book.version = (SELECT max(version) FROM price_book)
        AND code.key = 'code' AND code.value = taken.value AND uses.key = 'uses'
        AND NOT EXISTS (SELECT 1 FROM contract_version AS last, json_each(last.body, '$.discounts') AS kept, json_each(kept.value) AS had
                        WHERE last.contract_id = new.contract_id AND last.version = new.version - 1
                            AND had.key = 'coupon' AND had.value = taken.value)
        AND (SELECT count(*) FROM contract AS other
             JOIN contract_version AS held ON held.contract_id = other.id AND held.version = other.current_version
             WHERE other.id <> new.contract_id
                 AND EXISTS (SELECT 1 FROM json_each(held.body, '$.discounts') AS one, json_each(one.value) AS named
                             WHERE named.key = 'coupon' AND named.value = taken.value)) >= uses.value)
BEGIN
    SELECT raise(abort, 'coupons.beyond_uses');
END;

-- A copy from before asks for all rows anew, contracts among them.
UPDATE sync_cursor SET clock = 0, hash = '';
