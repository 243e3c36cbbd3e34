WITH
required AS MATERIALIZED (
    SELECT
        value ->> 'noun' AS noun,
        value ->> 'kind' AS kind,
        value ->> 'slot' AS slot,
        value ->> 'stage' AS stage,
        value ->> 'rule' AS rule,
        key AS place
    FROM json_each(:required)
),
file AS (
    SELECT
        'retailer' AS noun,
        '' AS kind,
        id,
        id AS retailer,
        NULL AS own_no,
        trade_name AS name,
        coalesce(town, '') AS town,
        -- What a case has come to, and the rule of its time; of all others a document is asked for in any event.
        NULL AS reached,
        NULL AS rule
    FROM retailer
    -- All of them are read: in the order of the table, not of an index.
    WHERE +removed = 0 AND id NOT IN (SELECT applicant.id FROM applicant)
    UNION ALL
    SELECT 'vendor', '', id, retailer, NULL, name, coalesce(town, ''), NULL, NULL
    FROM vendor
    WHERE +removed = 0
    UNION ALL
    SELECT 'matter', matter.kind, matter.id, matter.retailer, NULL, matter.holder, coalesce(retailer.town, ''), NULL, NULL
    FROM matter LEFT JOIN retailer ON retailer.id = matter.retailer
    WHERE matter.removed = 0 AND matter.decision = 'granted'
    UNION ALL
    SELECT
        'inspection',
        'abnormal',
        inspection.id,
        inspection.retailer,
        inspected_on,
        inspection.name,
        coalesce(retailer.town, vendor.town, ''),
        NULL,
        NULL
    -- Of a million visits these alone are read, and of them what the index holds.
    FROM inspection INDEXED BY inspection_found
    LEFT JOIN retailer ON retailer.id = inspection.retailer
    LEFT JOIN vendor ON vendor.id = inspection.vendor
    WHERE inspection.removed = 0 AND inspection.finding = 'abnormal'
    UNION ALL
    SELECT 'campaign', '', id, NULL, from_on, title, '', NULL, NULL
    FROM campaign
    WHERE removed = 0 AND to_on IS NOT NULL
    UNION ALL
    SELECT
        'case',
        "case".procedure,
        "case".id,
        retailer.id,
        case_no,
        party_name,
        coalesce(retailer.town, ''),
        -- As the domain's `has_reached` says it of one case.
        concat(
            ' ',
            iif(coalesce(filed_on, investigated_on, decided_on, served_on) IS NULL, '', 'filed '),
            iif(
                sticks > 0 OR seized_sticks > 0 OR EXISTS (SELECT 1 FROM case_goods WHERE case_goods."case" = "case".id),
                'goods ',
                ''
            ),
            iif(coalesce(investigated_on, decided_on, served_on) IS NULL, '', 'investigated '),
            iif(coalesce(decided_on, served_on) IS NULL, '', 'decided '),
            iif(served_on IS NULL, '', 'served '),
            iif(fine_fen > 0 AND coalesce(closed_on, archived_on) IS NOT NULL, 'paid ', ''),
            iif(coalesce(transferred_to, transferred_on) IS NULL, '', 'transferred '),
            iif(coalesce(closed_on, archived_on) IS NULL, '', 'closed '),
            iif(archived_on IS NULL, '', 'archived ')
        ),
        procedure_rule
    FROM "case"
    -- Nobody ties a case by hand whose licence says whose it is.
    LEFT JOIN licence ON licence.licence_no = "case".licence_no AND licence.removed = 0
    LEFT JOIN retailer ON retailer.id = coalesce("case".retailer, licence.retailer)
    WHERE "case".removed = 0
)
