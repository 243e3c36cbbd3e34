SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'licence_no', licence_no,
    'retailer', retailer,
    'scope', scope,
    'supplier', supplier,
    'issued_on', issued_on,
    'valid_from', valid_from,
    'valid_to', valid_to,
    'state', state,
    'upstream_no', upstream_no,
    'remark', remark
) AS record
FROM licence
