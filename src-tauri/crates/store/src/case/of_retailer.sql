WHERE
    removed = 0
    AND (
        retailer = :retailer
        OR (
            retailer IS NULL
            AND licence_no IN (
                SELECT licence.licence_no FROM licence WHERE licence.retailer = :retailer AND licence.removed = 0
            )
        )
    )
ORDER BY coalesce(filed_on, occurred_on), case_no
