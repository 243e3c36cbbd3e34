SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'diary_on', diary_on,
    'officer', officer,
    'route', route,
    'content', content,
    'problems', problems,
    'state', state,
    'submitted_on', submitted_on,
    'approver', approver,
    'approved_on', approved_on,
    'opinion', opinion,
    'returned_on', returned_on,
    'return_reason', return_reason,
    'remark', remark
) AS record
FROM diary
