SELECT
    id,
    EXISTS (
        SELECT 1
        FROM matter
        WHERE
            matter.retailer = applicant.id AND matter.kind = 'new' AND matter.removed = 0 AND matter.decided_on IS NULL
    )
FROM applicant
