DELETE FROM search_pinyin WHERE rowid = :key
