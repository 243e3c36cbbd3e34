SELECT
    noun,
    kind,
    id,
    name,
    town,
    slots,
    total,
    coalesce(
        (
            SELECT licence_no FROM licence
            WHERE licence.retailer = found.retailer AND removed = 0
            ORDER BY coalesce(valid_from, issued_on) DESC LIMIT 1
        ),
        ''
    )
FROM (
    SELECT
        file.noun,
        file.kind,
        file.id,
        file.retailer,
        file.name,
        file.town,
        json_group_array(required.slot ORDER BY required.place) AS slots,
        count(*) OVER () AS total
    FROM file JOIN required ON required.noun = file.noun AND required.kind = file.kind
    WHERE
        (:town IS NULL OR file.town = :town)
        AND (:noun IS NULL OR (file.noun = :noun AND file.kind = :kind))
        AND NOT EXISTS (
            SELECT 1 FROM attachment
            WHERE removed = 0 AND of_noun = file.noun AND of_id = file.id AND slot = required.slot
        )
    GROUP BY file.noun, file.id
    HAVING :slot IS NULL OR max(required.slot = :slot)
    ORDER BY file.town, file.name, file.retailer, file.noun DESC, file.id
    LIMIT :limit OFFSET :offset
) AS found
ORDER BY town, name, retailer, noun DESC, id
