SELECT place, town, count(*), sum(present)
FROM (
    SELECT
        required.place,
        file.town,
        EXISTS (
            SELECT 1 FROM attachment
            WHERE removed = 0 AND of_noun = file.noun AND of_id = file.id AND slot = required.slot
        ) AS present
    FROM file JOIN required ON
        required.noun = file.noun AND required.kind = file.kind
        AND (required.stage IS NULL OR instr(file.reached, ' ' || required.stage || ' '))
        AND (required.rule IS NULL OR required.rule = file.rule)
)
GROUP BY place, town
ORDER BY place, town
