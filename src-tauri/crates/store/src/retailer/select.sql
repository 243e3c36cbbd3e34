SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'trade_name', trade_name,
    'owner_name', owner_name,
    'owner_id_number', owner_id_number,
    'uscc', uscc,
    'business_registration_no', business_registration_no,
    'holder_type', holder_type,
    'address', address,
    'town', town,
    'village', village,
    'phone', phone,
    'format', format,
    'market', market,
    'class', class,
    'class_reason', class_reason,
    'special_care', special_care,
    'remark', remark,
    'reasons', json(reasons)
) AS record
FROM retailer
