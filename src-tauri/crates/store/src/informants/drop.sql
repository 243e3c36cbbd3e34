DELETE FROM informant WHERE digest = :digest
