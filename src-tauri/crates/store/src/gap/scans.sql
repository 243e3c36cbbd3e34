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
        holder.noun,
        holder.kind,
        holder.id,
        holder.retailer,
        holder.own_no,
        holder.name,
        holder.town,
        json_group_array(scan.slot ORDER BY scan.slot) AS slots,
        count(*) OVER () AS total
    FROM scan JOIN holder ON holder.noun = scan.of_noun AND holder.id = scan.of_id
    WHERE
        (:town IS NULL OR holder.town = :town)
        AND (:noun IS NULL OR (holder.noun = :noun AND holder.kind = :kind))
    GROUP BY holder.noun, holder.id
    HAVING :slot IS NULL OR max(scan.slot = :slot)
    ORDER BY holder.town, holder.name, holder.retailer, holder.noun DESC, holder.id
    LIMIT :limit OFFSET :offset
) AS found
ORDER BY town, name, retailer, noun DESC, id
