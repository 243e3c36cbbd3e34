WHERE full_name = :full_name AND removed = 0
ORDER BY id
