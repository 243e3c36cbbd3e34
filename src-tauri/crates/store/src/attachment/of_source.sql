WHERE coalesce(mending ->> 'original', sha256) = :source AND removed = 0
ORDER BY id
