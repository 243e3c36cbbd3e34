SELECT json_object(
    'id', id,
    'licence_no', licence_no,
    'trade_name', trade_name,
    'owner_name', owner_name,
    'town', town,
    'address', address,
    'phone', phone,
    'class', class,
    'state', state,
    'valid_to', valid_to,
    'removed', json(iif(removed, 'true', 'false'))
) AS record
