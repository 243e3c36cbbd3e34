SELECT at
FROM change
WHERE noun = 'user' AND record = :record AND op = :op
ORDER BY revision DESC
LIMIT 1
