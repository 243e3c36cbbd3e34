INSERT INTO apart (noun, one, other, by, at)
VALUES (:noun, :one, :other, :by, :at)
ON CONFLICT (noun, one, other) DO NOTHING
