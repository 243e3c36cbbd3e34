SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'full_name', full_name,
    'id_number', id_number,
    'mobile', mobile,
    'department', department,
    'post', post,
    'law_certificate_no', law_certificate_no,
    'inspection_certificate_no', inspection_certificate_no,
    'certificate_valid_to', certificate_valid_to,
    'internal_full_time', json(iif(internal_full_time, 'true', 'false')),
    'joined_on', joined_on,
    'state', state,
    'remark', remark,
    'reasons', json(reasons)
) AS record
FROM staff
