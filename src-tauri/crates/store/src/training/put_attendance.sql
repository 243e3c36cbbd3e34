INSERT INTO training_attendance (training, position, staff, tenths)
SELECT
    :json ->> 'id',
    child.key,
    child.value ->> 'staff',
    child.value ->> 'tenths'
FROM json_each(:json, '$.attendance') AS child
