WITH same (one, other, field, weight) AS (
    SELECT first_value(id) OVER (PARTITION BY owner_id_number ORDER BY id), id, 'owner_id_number', 1
    FROM retailer
    WHERE removed = 0 AND owner_id_number IS NOT NULL
    UNION ALL
    SELECT first_value(id) OVER (PARTITION BY trade_name, town ORDER BY id), id, 'trade_name', 2
    FROM retailer
    WHERE removed = 0
    UNION ALL
    SELECT first_value(id) OVER (PARTITION BY address ORDER BY id), id, 'address', 3
    FROM retailer
    WHERE removed = 0
    UNION ALL
    SELECT first_value(id) OVER (PARTITION BY phone ORDER BY id), id, 'phone', 4
    FROM retailer
    WHERE removed = 0 AND phone IS NOT NULL
)
SELECT one, other, group_concat(field, ' ' ORDER BY weight), count(*) OVER ()
FROM same
WHERE
    one <> other
    AND NOT EXISTS (
        SELECT 1 FROM apart WHERE apart.noun = 'retailer' AND apart.one = same.one AND apart.other = same.other
    )
GROUP BY one, other
ORDER BY min(weight), count(*) DESC, one, other
LIMIT :limit OFFSET :offset
