SELECT class, count(*)
FROM retailer
WHERE removed = 0 AND id NOT IN (SELECT applicant.id FROM applicant)
GROUP BY class
