SELECT town, times, count(*)
FROM (
    SELECT
        retailer.town,
        (
            SELECT count(*)
            FROM inspection
            WHERE inspection.retailer = retailer.id AND inspection.removed = 0
                AND inspection.inspected_on >= :from AND inspection.inspected_on <= :to
        ) AS times
    FROM retailer
    -- By the licence of each shop: the index of the states would read all licences in force for each of them.
    WHERE retailer.removed = 0 AND EXISTS (
        SELECT 1
        FROM licence
        WHERE licence.retailer = retailer.id AND licence.removed = 0 AND +licence.state = 'active'
    )
)
GROUP BY town, times
ORDER BY town, times
