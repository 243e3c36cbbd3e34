WHERE retailer = :retailer AND removed = 0
ORDER BY coalesce(applied_on, ordered_on), id
