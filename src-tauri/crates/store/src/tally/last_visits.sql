SELECT
    retailer.id,
    retailer.class,
    max(licence.licence_no),
    max(coalesce(licence.issued_on, licence.valid_from)),
    (
        SELECT max(inspection.inspected_on)
        FROM inspection
        WHERE inspection.retailer = retailer.id AND inspection.removed = 0
    ),
    retailer.trade_name,
    retailer.town,
    (
        SELECT count(*)
        FROM inspection
        WHERE inspection.retailer = retailer.id AND inspection.removed = 0 AND inspection.inspected_on >= :from
    )
FROM retailer
INNER JOIN licence ON licence.retailer = retailer.id AND licence.removed = 0 AND licence.state = 'active'
WHERE retailer.removed = 0
GROUP BY retailer.id
