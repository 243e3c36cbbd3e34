WHERE retailer = :retailer AND removed = 0
ORDER BY state IN ('active', 'suspended') DESC, coalesce(valid_to, '9999-12-31') DESC, licence_no DESC
