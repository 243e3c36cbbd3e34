DELETE FROM case_goods
WHERE "case" = :json ->> 'id'
