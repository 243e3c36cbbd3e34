SELECT
    noun,
    kind,
    id,
    name,
    town,
    slots,
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
        json_group_array(slot ORDER BY slot) AS slots,
        count(*) OVER () AS total
    FROM held
    WHERE
        (:town IS NULL OR town = :town)
        AND (:noun IS NULL OR noun = :noun)
        AND (:kind IS NULL OR kind = :kind)
    GROUP BY noun, id
    HAVING :slot IS NULL OR max(slot = :slot)
    ORDER BY town, name, retailer, noun DESC, id
    LIMIT :limit OFFSET :offset
) AS found
ORDER BY town, name, retailer, noun DESC, id
