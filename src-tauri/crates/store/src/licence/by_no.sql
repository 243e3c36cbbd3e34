WHERE licence_no = :licence_no AND removed = 0
