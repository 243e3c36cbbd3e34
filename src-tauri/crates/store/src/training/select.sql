SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'held_on', held_on,
    'topic', topic,
    'mode', mode,
    'lecturer', lecturer,
    'place', place,
    'tenths', tenths,
    'remark', remark,
    'attendance', json((
        SELECT json_group_array(json_object('staff', child.staff, 'tenths', child.tenths) ORDER BY child.position)
        FROM training_attendance AS child
        WHERE child.training = training.id
    ))
) AS record
FROM training
