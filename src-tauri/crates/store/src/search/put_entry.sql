INSERT INTO search_entry (noun, record, number, title, names, numbers, address, text)
VALUES (:noun, :record, :number, :title, :names, :numbers, :address, :text)
ON CONFLICT (noun, record) DO UPDATE SET
    number = excluded.number,
    title = excluded.title,
    names = excluded.names,
    numbers = excluded.numbers,
    address = excluded.address,
    text = excluded.text
RETURNING key
