SELECT count(*) FROM scan
WHERE of_noun IN ('retailer', 'matter', 'case', 'campaign')
