WHERE stream = :stream
ORDER BY sequence DESC
LIMIT 1
