SELECT
    retailer.id,
    retailer.trade_name,
    retailer.town,
    max(iif(licence.state IN ('active', 'suspended'), licence.licence_no, NULL)) AS in_use,
    retailer.class,
    retailer.class_on,
    retailer.class_kept,
    min(coalesce(licence.issued_on, licence.valid_from))
FROM (
    -- A law-abiding shop of which nothing is told is where every rule would have it, and most shops are.
    SELECT id FROM retailer WHERE removed = 0 AND class IS NULL
    UNION
    SELECT id FROM retailer WHERE removed = 0 AND class IN ('monitored', 'key_monitored')
    UNION
    SELECT value FROM json_each(:told)
) AS asked
CROSS JOIN retailer ON retailer.id = asked.id AND retailer.removed = 0
CROSS JOIN licence ON licence.retailer = asked.id AND licence.removed = 0
GROUP BY retailer.id
HAVING in_use IS NOT NULL
