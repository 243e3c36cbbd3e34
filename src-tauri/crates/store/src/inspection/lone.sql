SELECT id FROM inspection WHERE removed = 0 AND lone_reason IS NULL AND json_array_length(officers) < 2 ORDER BY id
