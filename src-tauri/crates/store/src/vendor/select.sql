SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'name', name,
    'trade_name', trade_name,
    'id_number', id_number,
    'phone', phone,
    'address', address,
    'town', town,
    'format', format,
    'found_on', found_on,
    'found_how', found_how,
    'inspectors', json(inspectors),
    'seen', seen,
    'measures', json(measures),
    'state', state,
    'retailer', retailer,
    'remark', remark,
    'reasons', json(reasons)
) AS record
FROM vendor
