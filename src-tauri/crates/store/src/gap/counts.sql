SELECT count(*), count(*) FILTER (WHERE NOT legible IS NULL), count(*) FILTER (WHERE NOT matching IS NULL)
FROM attachment
WHERE removed = 0 AND of_noun IN ('retailer', 'matter', 'vendor', 'case', 'campaign')
