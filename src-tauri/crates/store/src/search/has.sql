SELECT rowid FROM search_exact WHERE search_exact MATCH :words AND rowid = :key
