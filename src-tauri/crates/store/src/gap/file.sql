WITH
required AS MATERIALIZED (
    SELECT value ->> 'noun' AS noun, value ->> 'kind' AS kind, value ->> 'slot' AS slot, key AS place
    FROM json_each(:required)
),
file AS (
    SELECT 'retailer' AS noun, '' AS kind, id, id AS retailer, NULL AS own_no, trade_name AS name, coalesce(town, '') AS town
    FROM retailer
    -- All of them are read: in the order of the table, not of an index.
    WHERE +removed = 0 AND id NOT IN (SELECT applicant.id FROM applicant)
    UNION ALL
    SELECT 'vendor', '', id, retailer, NULL, name, coalesce(town, '')
    FROM vendor
    WHERE +removed = 0
    UNION ALL
    SELECT 'matter', matter.kind, matter.id, matter.retailer, NULL, matter.holder, coalesce(retailer.town, '')
    FROM matter LEFT JOIN retailer ON retailer.id = matter.retailer
    WHERE matter.removed = 0 AND matter.decision = 'granted'
    UNION ALL
    SELECT
        'inspection',
        inspection.finding,
        inspection.id,
        inspection.retailer,
        inspected_on,
        inspection.name,
        coalesce(retailer.town, vendor.town, '')
    FROM inspection
    LEFT JOIN retailer ON retailer.id = inspection.retailer
    LEFT JOIN vendor ON vendor.id = inspection.vendor
    WHERE inspection.removed = 0 AND inspection.finding = 'abnormal'
    UNION ALL
    SELECT 'campaign', '', id, NULL, from_on, title, ''
    FROM campaign
    WHERE removed = 0 AND to_on IS NOT NULL
)
