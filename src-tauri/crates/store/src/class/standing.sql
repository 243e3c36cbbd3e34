SELECT
    retailer.id,
    retailer.trade_name,
    retailer.town,
    max(licence.licence_no),
    retailer.class,
    retailer.class_on,
    retailer.class_kept,
    (
        SELECT min(coalesce(first.issued_on, first.valid_from))
        FROM licence AS first
        WHERE first.retailer = retailer.id AND first.removed = 0
    )
FROM retailer
INNER JOIN licence
    ON licence.retailer = retailer.id AND licence.removed = 0 AND licence.state IN ('active', 'suspended')
WHERE retailer.removed = 0
GROUP BY retailer.id
