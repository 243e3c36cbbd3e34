-- What lies beside a void record is in no file: no clerk could find it to look at it.
WITH
void AS MATERIALIZED (
    SELECT id FROM retailer WHERE removed = 1
    UNION ALL
    SELECT id FROM matter WHERE removed = 1
    UNION ALL
    SELECT id FROM vendor WHERE removed = 1
    UNION ALL
    SELECT id FROM inspection WHERE removed = 1
    UNION ALL
    SELECT id FROM diary WHERE removed = 1
    UNION ALL
    SELECT id FROM campaign WHERE removed = 1
    UNION ALL
    SELECT id FROM "case" WHERE removed = 1
    UNION ALL
    SELECT id FROM staff WHERE removed = 1
    UNION ALL
    SELECT id FROM training WHERE removed = 1
)
