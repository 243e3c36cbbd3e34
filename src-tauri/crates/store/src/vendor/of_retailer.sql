WHERE retailer = :retailer AND removed = 0
ORDER BY found_on, id
