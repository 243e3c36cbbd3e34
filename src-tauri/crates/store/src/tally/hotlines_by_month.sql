SELECT strftime('%Y-%m', received_at, '+8 hours') AS month, category, count(*)
FROM hotline
WHERE removed = 0 AND received_at >= :from
GROUP BY month, category
ORDER BY month, category
