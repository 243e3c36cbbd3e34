,
-- The wanted scans first, then whose they are: a million visits are never read for the few that have a scan.
held AS (
    SELECT
        'retailer' AS noun,
        '' AS kind,
        retailer.id,
        retailer.id AS retailer,
        NULL AS own_no,
        trade_name AS name,
        coalesce(town, '') AS town,
        scan.slot
    FROM scan CROSS JOIN retailer ON retailer.id = scan.of_id
    WHERE scan.of_noun = 'retailer' AND retailer.removed = 0
    UNION ALL
    SELECT 'matter', matter.kind, matter.id, matter.retailer, NULL, matter.holder, coalesce(retailer.town, ''), scan.slot
    FROM scan CROSS JOIN matter ON matter.id = scan.of_id
    LEFT JOIN retailer ON retailer.id = matter.retailer
    WHERE scan.of_noun = 'matter' AND matter.removed = 0
    UNION ALL
    SELECT 'vendor', '', vendor.id, retailer, NULL, name, coalesce(town, ''), scan.slot
    FROM scan CROSS JOIN vendor ON vendor.id = scan.of_id
    WHERE scan.of_noun = 'vendor' AND vendor.removed = 0
    UNION ALL
    SELECT
        'inspection',
        '',
        inspection.id,
        inspection.retailer,
        inspected_on,
        inspection.name,
        coalesce(retailer.town, vendor.town, ''),
        scan.slot
    FROM scan CROSS JOIN inspection ON inspection.id = scan.of_id
    LEFT JOIN retailer ON retailer.id = inspection.retailer
    LEFT JOIN vendor ON vendor.id = inspection.vendor
    WHERE scan.of_noun = 'inspection' AND inspection.removed = 0
    UNION ALL
    SELECT 'diary', '', diary.id, NULL, diary_on, officer, '', scan.slot
    FROM scan CROSS JOIN diary ON diary.id = scan.of_id
    WHERE scan.of_noun = 'diary' AND diary.removed = 0
    UNION ALL
    SELECT 'campaign', '', campaign.id, NULL, from_on, title, '', scan.slot
    FROM scan CROSS JOIN campaign ON campaign.id = scan.of_id
    WHERE scan.of_noun = 'campaign' AND campaign.removed = 0
    UNION ALL
    SELECT
        'case',
        "case".procedure,
        "case".id,
        retailer.id,
        case_no,
        party_name,
        coalesce(retailer.town, ''),
        scan.slot
    FROM scan CROSS JOIN "case" ON "case".id = scan.of_id
    -- Nobody ties a case by hand whose licence says whose it is.
    LEFT JOIN licence ON licence.licence_no = "case".licence_no AND licence.removed = 0
    LEFT JOIN retailer ON retailer.id = coalesce("case".retailer, licence.retailer)
    WHERE scan.of_noun = 'case' AND "case".removed = 0
    UNION ALL
    SELECT 'staff', '', staff.id, NULL, coalesce(law_certificate_no, ''), full_name, '', scan.slot
    FROM scan CROSS JOIN staff ON staff.id = scan.of_id
    WHERE scan.of_noun = 'staff' AND staff.removed = 0
    UNION ALL
    SELECT 'training', '', training.id, NULL, held_on, topic, '', scan.slot
    FROM scan CROSS JOIN training ON training.id = scan.of_id
    WHERE scan.of_noun = 'training' AND training.removed = 0
)
