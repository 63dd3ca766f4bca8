-- A coupon is taken up by no more contracts than the newest price book lets, whatever program writes the version. Who had
-- it in the version before keeps it. Contracts count whoever may see them.

CREATE FUNCTION coupon_takers(code TEXT, taker UUID) RETURNS BIGINT LANGUAGE sql STABLE SECURITY DEFINER SET search_path = acc, pg_temp AS $body$
    SELECT count(*) FROM contract AS other
    JOIN contract_version AS held ON held.contract_id = other.id AND held.version = other.current_version
    WHERE other.id <> taker AND EXISTS (SELECT 1 FROM json_each(held.body, '$.discounts') AS one
                                        WHERE json_extract(one.value, '$.coupon') = code)
$body$;

CREATE TRIGGER coupon_has_uses_left AFTER INSERT ON contract_version
WHEN new.body LIKE '%"coupon":"%' AND EXISTS (
    SELECT 1 FROM price_book AS book, json_each(book.body, '$.coupons') AS coupon, json_each(new.body, '$.discounts') AS taken
    WHERE book.version = (SELECT max(version) FROM price_book)
        AND json_extract(coupon.value, '$.code') = json_extract(taken.value, '$.coupon')
        AND json_extract(coupon.value, '$.uses') IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM contract_version AS last, json_each(last.body, '$.discounts') AS had
                        WHERE last.contract_id = new.contract_id AND last.version = new.version - 1
                            AND json_extract(had.value, '$.coupon') = json_extract(taken.value, '$.coupon'))
        AND coupon_takers(json_extract(taken.value, '$.coupon'), new.contract_id)
            >= CAST(json_extract(coupon.value, '$.uses') AS {int}))
BEGIN
    SELECT raise(abort, 'coupons.beyond_uses');
END;
