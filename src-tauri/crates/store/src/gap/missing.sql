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
            AND (required.stage IS NULL OR instr(found.reached, ' ' || required.stage || ' '))
            AND (required.rule IS NULL OR required.rule = found.rule)
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
        reached,
        rule,
        count(*) OVER () AS total
    FROM lacking
    ORDER BY town, name, retailer, noun DESC, id
    LIMIT :limit OFFSET :offset
) AS found
ORDER BY town, name, retailer, noun DESC, id
