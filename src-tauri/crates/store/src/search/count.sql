SELECT count(*) FROM search_entry
