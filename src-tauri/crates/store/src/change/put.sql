INSERT INTO change (
    seq, at, by, op, op_id, undoes, noun, record, revision, before, after, before_digest, after_digest, hash
)
VALUES (
    :seq, :at, :by, :op, :op_id, :undoes, :noun, :record, :revision, :before, :after, :before_digest, :after_digest,
    :hash
)
