INSERT INTO training (
    id,
    bureau,
    revision,
    removed,
    held_on,
    topic,
    mode,
    lecturer,
    place,
    tenths,
    remark
)
SELECT
    :json ->> 'id',
    :json ->> 'bureau',
    :json ->> 'revision',
    :json ->> 'removed',
    :json ->> 'held_on',
    :json ->> 'topic',
    :json ->> 'mode',
    :json ->> 'lecturer',
    :json ->> 'place',
    :json ->> 'tenths',
    :json ->> 'remark'
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
    bureau = excluded.bureau,
    revision = excluded.revision,
    removed = excluded.removed,
    held_on = excluded.held_on,
    topic = excluded.topic,
    mode = excluded.mode,
    lecturer = excluded.lecturer,
    place = excluded.place,
    tenths = excluded.tenths,
    remark = excluded.remark
