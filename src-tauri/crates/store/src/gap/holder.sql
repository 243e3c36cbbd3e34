,
holder AS (
    SELECT 'retailer' AS noun, '' AS kind, id, id AS retailer, NULL AS own_no, trade_name AS name, coalesce(town, '') AS town
    FROM retailer
    WHERE removed = 0
    UNION ALL
    SELECT 'matter', matter.kind, matter.id, matter.retailer, NULL, matter.holder, coalesce(retailer.town, '')
    FROM matter LEFT JOIN retailer ON retailer.id = matter.retailer
    WHERE matter.removed = 0
    UNION ALL
    SELECT 'vendor', '', id, retailer, NULL, name, coalesce(town, '')
    FROM vendor
    WHERE removed = 0
    UNION ALL
    SELECT 'case', '', "case".id, "case".retailer, case_no, party_name, coalesce(retailer.town, '')
    FROM "case" LEFT JOIN retailer ON retailer.id = "case".retailer
    WHERE "case".removed = 0
    UNION ALL
    SELECT 'campaign', '', id, NULL, from_on, title, ''
    FROM campaign
    WHERE removed = 0
)
