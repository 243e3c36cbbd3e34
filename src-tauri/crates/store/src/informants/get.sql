SELECT name, phone, id_number, address FROM informant WHERE hotline = :hotline AND digest = :digest
