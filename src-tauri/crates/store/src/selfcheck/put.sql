INSERT INTO selfcheck (
    id,
    bureau,
    revision,
    removed,
    period,
    indicators,
    problems,
    signed_by,
    signed_at
)
SELECT
    :json ->> 'id',
    :json ->> 'bureau',
    :json ->> 'revision',
    :json ->> 'removed',
    :json ->> 'period',
    :json -> 'indicators',
    :json -> 'problems',
    :json ->> 'signed_by',
    :json ->> 'signed_at'
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
    bureau = excluded.bureau,
    revision = excluded.revision,
    removed = excluded.removed,
    period = excluded.period,
    indicators = excluded.indicators,
    problems = excluded.problems,
    signed_by = excluded.signed_by,
    signed_at = excluded.signed_at
