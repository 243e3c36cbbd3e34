FROM (
    SELECT
        vendor.id,
        vendor.bureau,
        vendor.revision,
        vendor.removed,
        vendor.name,
        vendor.trade_name,
        vendor.id_number,
        vendor.phone,
        vendor.address,
        vendor.town,
        vendor.format,
        vendor.found_on,
        vendor.found_how,
        vendor.inspectors,
        vendor.seen,
        vendor.measures,
        vendor.retailer,
        vendor.remark,
        vendor.reasons,
        iif(
            vendor.state = 'applying' AND EXISTS (
                SELECT 1
                FROM licence
                WHERE licence.retailer = vendor.retailer AND licence.removed = 0 AND licence.state <> 'applying'
            ),
            'licensed',
            vendor.state
        ) AS state
    FROM vendor
)
