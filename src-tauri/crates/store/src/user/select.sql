SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'name', name,
    'roles', json(roles),
    'disabled', json(iif(disabled, 'true', 'false'))
) AS record
FROM user
