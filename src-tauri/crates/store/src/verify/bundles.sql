SELECT
    bundle.stream, bundle.sequence, bundle.last_change_hash,
    bundle.to_change = 0 OR coalesce(change.hash = bundle.last_change_hash, FALSE) AS anchored
FROM bundle
LEFT JOIN change ON change.seq = bundle.to_change
ORDER BY bundle.stream, bundle.sequence
