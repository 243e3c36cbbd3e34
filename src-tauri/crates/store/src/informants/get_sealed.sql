SELECT sha256, plain, key, file_name FROM sealed WHERE sha256 = :digest OR plain = :digest
