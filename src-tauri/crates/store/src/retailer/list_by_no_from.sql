FROM (
    SELECT
        retailer.id,
        licence.licence_no,
        retailer.trade_name,
        retailer.owner_name,
        retailer.town,
        retailer.address,
        retailer.phone,
        retailer.class,
        licence.state,
        licence.valid_to,
        retailer.removed
    FROM licence
    -- CROSS: the licences in the order of their numbers lead, so that a page stops early.
    CROSS JOIN retailer ON retailer.id = licence.retailer
    WHERE
        licence.removed = 0
        AND licence.id = (
            SELECT held.id
            FROM licence AS held
            WHERE held.retailer = licence.retailer AND held.removed = 0
            ORDER BY
                held.state IN ('active', 'suspended') DESC, coalesce(held.valid_to, '9999-12-31') DESC,
                held.licence_no DESC
            LIMIT 1
        )
)
