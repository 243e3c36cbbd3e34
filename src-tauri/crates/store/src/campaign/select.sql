SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'kind', kind,
    'title', title,
    'from_on', from_on,
    'to_on', to_on,
    'place', place,
    'agencies', agencies,
    'officers', json(officers),
    'households_checked', households_checked,
    'cases_found', cases_found,
    'summary', summary,
    'remark', remark
) AS record
FROM campaign
