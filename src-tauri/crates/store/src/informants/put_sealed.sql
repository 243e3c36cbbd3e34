INSERT INTO sealed (sha256, plain, key, file_name)
VALUES (:sha256, :plain, :key, :file_name)
ON CONFLICT (plain) DO UPDATE SET
    sha256 = excluded.sha256,
    key = excluded.key,
    file_name = excluded.file_name
