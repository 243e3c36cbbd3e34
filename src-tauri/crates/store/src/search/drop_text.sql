DELETE FROM search_text WHERE rowid = :key
