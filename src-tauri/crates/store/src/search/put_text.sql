INSERT INTO search_text (rowid, d) VALUES (:key, :d)
