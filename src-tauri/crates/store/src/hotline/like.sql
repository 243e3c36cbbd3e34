WHERE
    removed = 0
    AND received_at = :received_at
    AND target_name IS :target_name
    AND content IS :content
ORDER BY id
