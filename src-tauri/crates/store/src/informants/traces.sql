SELECT DISTINCT name, phone, id_number FROM informant
