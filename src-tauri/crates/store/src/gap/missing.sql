SELECT
    noun,
    kind,
    id,
    name,
    town,
    (
        SELECT json_group_array(required.slot ORDER BY required.place) FROM required
        WHERE
            required.noun = found.noun AND required.kind = found.kind
            AND NOT EXISTS (
                SELECT 1 FROM attachment
                WHERE removed = 0 AND of_noun = found.noun AND of_id = found.id AND slot = required.slot
            )
    ),
    total,
    coalesce(
        own_no,
        (
            SELECT licence_no FROM licence
            WHERE licence.retailer = found.retailer AND removed = 0
            ORDER BY coalesce(valid_from, issued_on) DESC LIMIT 1
        ),
        ''
    )
FROM (
    SELECT
        noun,
        kind,
        id,
        retailer,
        own_no,
        name,
        town,
        count(*) OVER () AS total
    FROM file
    WHERE
        (:town IS NULL OR town = :town)
        AND (:noun IS NULL OR (noun = :noun AND kind = :kind))
        AND EXISTS (
            SELECT 1 FROM required
            WHERE
                required.noun = file.noun AND required.kind = file.kind AND (:slot IS NULL OR required.slot = :slot)
                AND NOT EXISTS (
                    SELECT 1 FROM attachment
                    WHERE removed = 0 AND of_noun = file.noun AND of_id = file.id AND slot = required.slot
                )
        )
    ORDER BY town, name, retailer, noun DESC, id
    LIMIT :limit OFFSET :offset
) AS found
ORDER BY town, name, retailer, noun DESC, id
