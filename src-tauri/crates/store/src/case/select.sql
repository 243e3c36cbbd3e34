SELECT json_object(
    'id', id,
    'bureau', bureau,
    'revision', revision,
    'removed', json(iif(removed, 'true', 'false')),
    'case_no', case_no,
    'cause', cause,
    'procedure', procedure,
    'procedure_rule', procedure_rule,
    'source', source,
    'party_name', party_name,
    'party_id_number', party_id_number,
    'party_address', party_address,
    'licence_no', licence_no,
    'retailer', retailer,
    'occurred_on', occurred_on,
    'filed_on', filed_on,
    'investigated_on', investigated_on,
    'decided_on', decided_on,
    'decision_no', decision_no,
    'served_on', served_on,
    'closed_on', closed_on,
    'archived_on', archived_on,
    'officers', json(officers),
    'sticks', sticks,
    'value_fen', value_fen,
    'fine_fen', fine_fen,
    'seized_sticks', seized_sticks,
    'transferred_to', transferred_to,
    'transferred_on', transferred_on,
    'reviewed', json(iif(reviewed, 'true', 'false')),
    'sued', json(iif(sued, 'true', 'false')),
    'facts', facts,
    'remark', remark,
    'reasons', json(reasons),
    'goods', json((
        SELECT json_group_array(json_object('brand', child.brand, 'barcode', child.barcode, 'sticks', child.sticks, 'price_fen', child.price_fen, 'amount_fen', child.amount_fen, 'authenticity', child.authenticity, 'disposition', child.disposition) ORDER BY child.position)
        FROM case_goods AS child
        WHERE child."case" = "case".id
    ))
) AS record
FROM "case"
