WHERE period = :period AND removed = 0
