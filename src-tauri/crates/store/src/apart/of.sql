SELECT other FROM apart WHERE noun = :noun AND one = :record
UNION ALL
SELECT one FROM apart WHERE noun = :noun AND other = :record
