SELECT name, phone, id_number FROM informant WHERE hotline = :hotline AND digest = :digest
