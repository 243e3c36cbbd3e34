DELETE FROM draft WHERE user = :user AND noun = :noun AND record = :record
