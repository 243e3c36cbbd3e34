WHERE retailer = :retailer
ORDER BY
    removed, state IN ('active', 'suspended') DESC, coalesce(valid_to, '9999-12-31') DESC, licence_no DESC
