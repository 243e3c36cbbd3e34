SELECT key, noun, record, number, title, names, numbers, address, text
FROM search_entry
WHERE noun = :noun AND record = :record
