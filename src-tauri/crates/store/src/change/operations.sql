SELECT
    begun.op_id, begun.op, begun.by, begun.at, begun.undoes,
    -- A note changes nothing.
    iif(
        page.count = 1 AND json_remove(begun.before, '$.revision') = json_remove(begun.after, '$.revision'), 0, page.count
    ),
    begun.noun IN ('bundle', 'selfcheck', 'user')
    -- Of the bureau only its names, its calendars, how it watches its market and how it classes shops are changed by hand.
    OR (
        begun.noun = 'bureau'
        AND (
            begun.before IS NULL
            OR (
                begun.before ->> '$.name' IS begun.after ->> '$.name'
                AND begun.before ->> '$.short_name' IS begun.after ->> '$.short_name'
                AND coalesce(begun.before ->> '$.calendars', '[]') = coalesce(begun.after ->> '$.calendars', '[]')
                AND coalesce(begun.before ->> '$.supervision', begun.after ->> '$.supervision')
                IS begun.after ->> '$.supervision'
                AND coalesce(begun.before ->> '$.class_rules', begun.after ->> '$.class_rules')
                IS begun.after ->> '$.class_rules'
            )
        )
    )
    OR coalesce(json_remove(begun.before, '$.revision') = json_remove(begun.after, '$.revision'), FALSE) AS final
FROM (
    SELECT done.first, done.count
    FROM (SELECT min(seq) AS first, count(*) AS count FROM change GROUP BY op_id) AS done
    CROSS JOIN change AS begun ON begun.seq = done.first
    WHERE
        (:op_id IS NULL OR begun.op_id = :op_id)
        AND (:text = '' OR instr(begun.op, :text) > 0)
        AND (:by = '' OR begun.by = :by)
        AND (:since IS NULL OR begun.at >= :since)
        AND (:before IS NULL OR begun.at < :before)
        AND NOT (:without_users AND begun.noun = 'user')
    ORDER BY done.first DESC
    LIMIT :limit OFFSET :offset
) AS page
CROSS JOIN change AS begun ON begun.seq = page.first
ORDER BY begun.seq DESC
