SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'name', name,
    'short_name', short_name,
    'stream', stream,
    'demo', json(iif(demo, 'true', 'false')),
    'mappings', json(mappings),
    'calendars', json(calendars),
    'supervision', json(supervision),
    'class_rules', json(class_rules)
) AS record
FROM bureau
