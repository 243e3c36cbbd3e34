,
lacking AS (
    SELECT noun, kind, id, retailer, own_no, name, town, reached, rule
    FROM file
    WHERE
        (:town IS NULL OR town = :town)
        AND (:noun IS NULL OR noun = :noun)
        AND (:kind IS NULL OR kind = :kind)
        AND EXISTS (
            SELECT 1 FROM required
            WHERE
                required.noun = file.noun AND required.kind = file.kind AND (:slot IS NULL OR required.slot = :slot)
                AND (required.stage IS NULL OR instr(file.reached, ' ' || required.stage || ' '))
                AND (required.rule IS NULL OR required.rule = file.rule)
                AND NOT EXISTS (
                    SELECT 1 FROM attachment
                    WHERE removed = 0 AND of_noun = file.noun AND of_id = file.id AND slot = required.slot
                )
        )
)
