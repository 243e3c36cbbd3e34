INSERT INTO bureau (
    id,
    bureau,
    revision,
    removed,
    name,
    short_name,
    stream,
    demo,
    mappings,
    calendars,
    supervision,
    class_rules
)
SELECT
    :json ->> 'id',
    :json ->> 'bureau',
    :json ->> 'revision',
    :json ->> 'removed',
    :json ->> 'name',
    :json ->> 'short_name',
    :json ->> 'stream',
    :json ->> 'demo',
    :json -> 'mappings',
    coalesce(:json -> 'calendars', '[]'),
    coalesce(:json -> 'supervision', '{}'),
    coalesce(:json -> 'class_rules', '{}')
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
    bureau = excluded.bureau,
    revision = excluded.revision,
    removed = excluded.removed,
    name = excluded.name,
    short_name = excluded.short_name,
    stream = excluded.stream,
    demo = excluded.demo,
    mappings = excluded.mappings,
    calendars = excluded.calendars,
    supervision = excluded.supervision,
    class_rules = excluded.class_rules
