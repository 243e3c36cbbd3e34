SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'period', period,
    'indicators', json(indicators),
    'problems', json(problems),
    'signed_by', signed_by,
    'signed_at', signed_at
) AS record
FROM selfcheck
