SELECT noun, record, at, json FROM draft WHERE user = :user AND noun = :noun AND record = :record
