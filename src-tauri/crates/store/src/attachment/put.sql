INSERT INTO attachment (
    id,
    bureau,
    revision,
    removed,
    of_noun,
    of_id,
    slot,
    sha256,
    file_name,
    media_type,
    bytes,
    pages
)
SELECT
    :json ->> 'id',
    :json ->> 'bureau',
    :json ->> 'revision',
    :json ->> 'removed',
    :json ->> 'of_noun',
    :json ->> 'of_id',
    :json ->> 'slot',
    :json ->> 'sha256',
    :json ->> 'file_name',
    :json ->> 'media_type',
    :json ->> 'bytes',
    :json ->> 'pages'
WHERE TRUE
ON CONFLICT (id) DO UPDATE SET
    bureau = excluded.bureau,
    revision = excluded.revision,
    removed = excluded.removed,
    of_noun = excluded.of_noun,
    of_id = excluded.of_id,
    slot = excluded.slot,
    sha256 = excluded.sha256,
    file_name = excluded.file_name,
    media_type = excluded.media_type,
    bytes = excluded.bytes,
    pages = excluded.pages
