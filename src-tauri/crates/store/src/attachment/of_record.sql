WHERE of_noun = :of_noun AND of_id = :of_id AND removed = 0
ORDER BY slot, id
