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
    FROM retailer
    LEFT JOIN licence ON licence.id = (
        SELECT held.id
        FROM licence AS held
        WHERE held.retailer = retailer.id AND held.removed = 0
        ORDER BY
            held.state IN ('active', 'suspended') DESC, coalesce(held.valid_to, '9999-12-31') DESC,
            held.licence_no DESC
        LIMIT 1
    )
)
