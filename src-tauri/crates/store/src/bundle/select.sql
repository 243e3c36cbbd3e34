SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'stream', stream,
    'sequence', sequence,
    'kind', kind,
    'digest', digest,
    'from_change', from_change,
    'to_change', to_change,
    'last_change_hash', last_change_hash,
    'period', period,
    'counts', json(counts),
    'exported_at', exported_at
) AS record
FROM bundle
