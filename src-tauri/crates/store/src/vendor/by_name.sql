WHERE removed = 0 AND (name = :name OR trade_name = :name)
ORDER BY found_on DESC, id
