SELECT retailer, rule, day, id, number
FROM (
    SELECT
        coalesce("case".retailer, licence.retailer) AS retailer,
        'case_filed' AS rule,
        coalesce(closed_on, served_on, decided_on, filed_on, occurred_on) AS day,
        "case".id AS id,
        case_no AS number
    FROM "case"
    LEFT JOIN licence
        ON "case".retailer IS NULL AND licence.licence_no = "case".licence_no AND licence.removed = 0
    WHERE "case".removed = 0
    UNION ALL
    -- A name alone may be that of another shop: who is tied by no hand is told by the address too.
    SELECT
        coalesce(hotline.retailer, named.id),
        'report_true',
        coalesce(closed_on, date(received_at, '+8 hours')),
        hotline.id,
        coalesce(upstream_no, '')
    FROM hotline
    LEFT JOIN retailer AS named
        ON hotline.retailer IS NULL AND named.removed = 0
        AND named.trade_name = hotline.target_name AND named.address = hotline.target_address
    WHERE hotline.removed = 0 AND outcome = 'filed'
    UNION ALL
    SELECT retailer, 'visit_abnormal', inspected_on, id, ''
    FROM inspection
    WHERE removed = 0 AND finding = 'abnormal' AND inspected_on >= :from
)
WHERE retailer IS NOT NULL AND day >= :from
ORDER BY retailer, day, id
