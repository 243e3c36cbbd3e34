INSERT INTO search_pinyin (rowid, d) VALUES (:key, :d)
