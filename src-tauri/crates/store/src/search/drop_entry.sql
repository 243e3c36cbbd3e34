DELETE FROM search_entry WHERE key = :key
