WHERE name = :name
