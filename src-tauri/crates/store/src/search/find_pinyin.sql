SELECT entry.key, entry.noun, entry.record, entry.number, entry.title, entry.names, entry.numbers, entry.address, entry.text
FROM search_pinyin AS found
INNER JOIN search_entry AS entry ON entry.key = found.rowid
WHERE found.search_pinyin MATCH :words
ORDER BY found.rowid DESC
