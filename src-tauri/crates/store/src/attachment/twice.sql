WHERE
    removed = 0
    AND coalesce(mending ->> 'original', sha256) IN (
        SELECT coalesce(mending ->> 'original', sha256) FROM attachment WHERE removed = 0 GROUP BY 1 HAVING count(*) > 1
    )
ORDER BY coalesce(mending ->> 'original', sha256), id
