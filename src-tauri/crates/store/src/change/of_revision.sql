WHERE noun = :noun AND record = :record AND revision = :revision ORDER BY seq
