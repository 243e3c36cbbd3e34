SELECT
    begun.op_id, begun.op, begun.by, begun.at, begun.undoes,
    (SELECT count(*) FROM change AS part WHERE part.op_id = begun.op_id) AS count
FROM change AS begun
WHERE begun.seq = (SELECT min(first.seq) FROM change AS first WHERE first.op_id = begun.op_id)
ORDER BY begun.seq DESC
LIMIT :limit
