WITH
scan AS NOT MATERIALIZED (
    SELECT of_noun, of_id, slot FROM attachment WHERE removed = 0 AND (legible IS NULL OR matching IS NULL)
)
