WITH
scan AS NOT MATERIALIZED (
    SELECT of_noun, of_id, slot FROM attachment
    WHERE
        removed = 0
        AND (
            clarity ->> 'ink' < 200
            OR clarity ->> 'contrast' < 60
            OR clarity ->> 'blur' >= 400
            OR clarity ->> 'dpi' < 150
            OR abs(clarity ->> 'skew') >= 15
            OR clarity ->> 'edge' >= 10
        )
)
