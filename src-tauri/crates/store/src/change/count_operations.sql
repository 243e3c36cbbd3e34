SELECT count(*)
FROM (SELECT min(seq) AS first FROM change GROUP BY op_id) AS done
CROSS JOIN change AS begun ON begun.seq = done.first
WHERE
    (:text = '' OR instr(begun.op, :text) > 0)
    AND (:by = '' OR begun.by = :by)
    AND (:since IS NULL OR begun.at >= :since)
    AND (:before IS NULL OR begun.at < :before)
    AND NOT (:without_users AND begun.noun = 'user')
