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
FROM (
    -- A law-abiding shop of which nothing is told is where every rule would have it, and most shops are.
    SELECT id FROM retailer WHERE removed = 0 AND class IS NULL
    UNION
    SELECT id FROM retailer WHERE removed = 0 AND class IN ('monitored', 'key_monitored')
    UNION
    SELECT value FROM json_each(:told)
) AS asked
CROSS JOIN retailer ON retailer.id = asked.id AND retailer.removed = 0
CROSS JOIN licence
    ON licence.retailer = retailer.id AND licence.removed = 0 AND licence.state IN ('active', 'suspended')
GROUP BY retailer.id
