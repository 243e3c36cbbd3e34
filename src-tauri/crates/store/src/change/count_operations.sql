SELECT count(DISTINCT op_id)
FROM change
WHERE
    (:text = '' OR instr(op, :text) > 0)
    AND (:by = '' OR by = :by)
    AND (:since IS NULL OR at >= :since)
    AND (:before IS NULL OR at < :before)
