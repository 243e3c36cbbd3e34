SELECT count(*) FROM scan
WHERE of_noun IN ('retailer', 'matter', 'vendor', 'case', 'campaign')
