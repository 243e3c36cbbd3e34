SELECT DISTINCT name, phone, id_number, address FROM informant
