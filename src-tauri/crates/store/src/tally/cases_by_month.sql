SELECT month, sum(filed), sum(closed)
FROM (
    SELECT substr(filed_on, 1, 7) AS month, 1 AS filed, 0 AS closed
    FROM "case"
    WHERE removed = 0 AND filed_on >= :from
    UNION ALL
    SELECT substr(closed_on, 1, 7) AS month, 0 AS filed, 1 AS closed
    FROM "case"
    WHERE removed = 0 AND closed_on >= :from
)
GROUP BY month
ORDER BY month
