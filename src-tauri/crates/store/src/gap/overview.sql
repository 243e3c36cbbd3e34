SELECT noun, kind, slot, town, count(*), sum(present)
FROM (
    SELECT
        file.noun,
        file.kind,
        required.slot,
        required.place,
        file.town,
        EXISTS (
            SELECT 1 FROM attachment
            WHERE removed = 0 AND of_noun = file.noun AND of_id = file.id AND slot = required.slot
        ) AS present
    FROM file JOIN required ON required.noun = file.noun AND required.kind = file.kind
)
GROUP BY place, town
ORDER BY place, town
