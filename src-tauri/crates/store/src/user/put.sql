INSERT INTO user (
    id,
    bureau,
    revision,
    removed,
    name,
    roles,
    disabled
)
SELECT
    :json ->> 'id',
    :json ->> 'bureau',
    :json ->> 'revision',
    :json ->> 'removed',
    :json ->> 'name',
    :json -> 'roles',
    :json ->> 'disabled'
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
    bureau = excluded.bureau,
    revision = excluded.revision,
    removed = excluded.removed,
    name = excluded.name,
    roles = excluded.roles,
    disabled = excluded.disabled
