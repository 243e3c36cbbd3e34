SELECT count(*) FROM inspection WHERE retailer = :retailer AND removed = 0
