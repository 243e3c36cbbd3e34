WHERE
    removed = 0
    AND (
        retailer = :retailer
        OR (
            -- The + keeps the planner from walking all rows that nobody tied by hand.
            +retailer IS NULL
            AND licence_no IN (
                SELECT licence.licence_no FROM licence WHERE licence.retailer = :retailer AND licence.removed = 0
            )
        )
    )
ORDER BY coalesce(filed_on, occurred_on), case_no
