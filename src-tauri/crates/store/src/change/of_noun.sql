SELECT record, revision, before_digest, after_digest
FROM change
WHERE noun = :noun
ORDER BY record, revision
