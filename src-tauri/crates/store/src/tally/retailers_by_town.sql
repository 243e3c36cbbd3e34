SELECT town, count(*) AS shops
FROM retailer
WHERE removed = 0 AND id NOT IN (SELECT applicant.id FROM applicant)
GROUP BY town
ORDER BY shops DESC, town
