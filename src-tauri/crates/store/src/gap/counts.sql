SELECT count(*), count(*) FILTER (WHERE NOT legible IS NULL), count(*) FILTER (WHERE NOT matching IS NULL)
FROM attachment
WHERE
    removed = 0
    AND of_noun IN ('retailer', 'matter', 'vendor', 'inspection', 'diary', 'campaign', 'case', 'staff', 'training')
    AND of_id NOT IN (SELECT id FROM void)
