SELECT op_id, min(seq)
FROM change
WHERE undoes = :op_id AND seq > :seq
GROUP BY op_id
