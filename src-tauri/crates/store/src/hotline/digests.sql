SELECT DISTINCT after ->> 'informant'
FROM change
WHERE noun = 'hotline' AND after ->> 'informant' IS NOT NULL
