WHERE
    removed = 0
    AND (
        retailer = :retailer
        OR (
            -- The + keeps the planner from walking all rows that nobody tied by hand.
            +retailer IS NULL
            AND target_name = (SELECT named.trade_name FROM retailer AS named WHERE named.id = :retailer)
            AND (
                target_address IS NULL
                OR target_address = (SELECT named.address FROM retailer AS named WHERE named.id = :retailer)
            )
        )
    )
ORDER BY received_at, id
