SELECT count(*)
FROM licence
WHERE retailer = :retailer AND removed = 0 AND state <> 'applying'
