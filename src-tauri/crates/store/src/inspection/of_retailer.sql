WHERE retailer = :retailer AND removed = 0
ORDER BY inspected_on DESC, id DESC
LIMIT :most
