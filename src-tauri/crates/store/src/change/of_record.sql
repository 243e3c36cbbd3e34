WHERE noun = :noun AND record = :record ORDER BY seq
