FROM (
    SELECT
        retailer.id,
        retailer.bureau,
        retailer.removed,
        retailer.trade_name,
        retailer.owner_name,
        retailer.owner_id_number,
        retailer.uscc,
        retailer.business_registration_no,
        retailer.holder_type,
        retailer.address,
        retailer.town,
        retailer.village,
        retailer.phone,
        retailer.format,
        retailer.market,
        retailer.class,
        retailer.class_reason,
        retailer.class_on,
        retailer.class_by,
        retailer.class_rule,
        retailer.special_care,
        retailer.remark,
        licence.licence_no,
        licence.scope,
        licence.supplier,
        licence.issued_on,
        licence.valid_from,
        licence.valid_to,
        licence.state,
        licence.upstream_no
    FROM licence
    -- CROSS: the licences in the order of their numbers lead, so that a page stops early.
    CROSS JOIN retailer ON retailer.id = licence.retailer
    WHERE
        licence.removed = 0
        AND licence.id = (
            SELECT held.id
            FROM licence AS held
            WHERE held.retailer = licence.retailer AND held.removed = 0
            ORDER BY
                held.state IN ('active', 'suspended') DESC, coalesce(held.valid_to, '9999-12-31') DESC,
                held.licence_no DESC
            LIMIT 1
        )
)
