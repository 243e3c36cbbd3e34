INSERT INTO search_exact (rowid, d) VALUES (:key, :d)
