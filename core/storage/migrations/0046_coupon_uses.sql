-- A coupon is taken up by no more contracts than the newest price book lets, whatever program writes the version. Who had
-- it in the version before keeps it. Fields are read by json_each alone: an untrusted schema may not call json_extract.

CREATE TRIGGER coupon_has_uses_left AFTER INSERT ON contract_version
WHEN new.body LIKE '%"coupon":"%' AND EXISTS (
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
