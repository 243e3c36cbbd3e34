SELECT
    count(*),
    coalesce(sum(finding = 'abnormal'), 0),
    count(DISTINCT coalesce(retailer, name)),
    count(DISTINCT iif(finding = 'abnormal', coalesce(retailer, name), NULL)),
    count(DISTINCT iif(finding = 'abnormal', retailer, NULL)),
    -- Who has a file as a vendor is counted by it.
    count(DISTINCT iif(
        retailer IS NULL AND vendor IS NULL AND NOT EXISTS (
            SELECT 1
            FROM vendor
            WHERE vendor.removed = 0 AND (vendor.name = inspection.name OR vendor.trade_name = inspection.name)
        ),
        name,
        NULL
    ))
FROM inspection
WHERE removed = 0 AND inspected_on >= :from AND inspected_on <= :to
