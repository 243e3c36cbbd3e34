SELECT
    begun.op_id, begun.op, begun.by, begun.at, begun.undoes,
    (SELECT count(*) FROM change AS part WHERE part.op_id = begun.op_id) AS count,
    EXISTS (
        SELECT 1 FROM change AS part
        WHERE part.op_id = begun.op_id AND part.noun IN ('bureau', 'bundle', 'selfcheck')
    ) AS final
FROM change AS begun
WHERE
    begun.seq = (SELECT min(first.seq) FROM change AS first WHERE first.op_id = begun.op_id)
    AND (:text = '' OR instr(begun.op, :text) > 0)
    AND (:by = '' OR begun.by = :by)
    AND (:since IS NULL OR begun.at >= :since)
    AND (:before IS NULL OR begun.at < :before)
ORDER BY begun.seq DESC
LIMIT :limit OFFSET :offset
