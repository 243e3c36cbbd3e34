SELECT
    seq, at, by, op, op_id, undoes, noun, record, revision, before, after, before_digest, after_digest, hash
FROM change
ORDER BY seq
