-- Where an informant lives: as secret as the rest.
ALTER TABLE informant ADD COLUMN address TEXT;
-- Recordings and papers of hotline records: what opens them, by the name under which their sealed bytes lie.
CREATE TABLE sealed (
    sha256    TEXT PRIMARY KEY CHECK (length(sha256) = 64),
    plain     TEXT NOT NULL UNIQUE CHECK (length(plain) = 64),
    key       BLOB NOT NULL CHECK (length(key) = 32),
    file_name TEXT NOT NULL
) STRICT, WITHOUT ROWID;
