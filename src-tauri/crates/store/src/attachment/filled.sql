SELECT of_id, count(DISTINCT slot)
FROM attachment
WHERE removed = 0 AND of_noun = :noun AND slot IN (SELECT value FROM json_each(:slots))
GROUP BY of_id
