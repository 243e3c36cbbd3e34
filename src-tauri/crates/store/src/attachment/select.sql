SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'of_noun', of_noun,
    'of_id', of_id,
    'slot', slot,
    'sha256', sha256,
    'file_name', file_name,
    'media_type', media_type,
    'bytes', bytes,
    'pages', pages,
    'legible', json(legible),
    'matching', json(matching),
    'clarity', json(clarity),
    'mending', json(mending)
) AS record
FROM attachment
