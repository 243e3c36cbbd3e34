SELECT name, phone, id_number, address, hotline, digest FROM informant ORDER BY hotline, digest
