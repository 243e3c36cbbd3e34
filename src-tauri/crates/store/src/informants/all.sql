SELECT name, phone, id_number, hotline, digest FROM informant ORDER BY hotline, digest
