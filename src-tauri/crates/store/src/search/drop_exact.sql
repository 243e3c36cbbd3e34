DELETE FROM search_exact WHERE rowid = :key
