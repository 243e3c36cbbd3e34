CREATE TABLE informant (
    hotline   TEXT NOT NULL CHECK (length(hotline) = 36),
    digest    TEXT NOT NULL CHECK (length(digest) > 0),
    name      TEXT,
    phone     TEXT,
    id_number TEXT,
    PRIMARY KEY (hotline, digest)
) STRICT, WITHOUT ROWID;

CREATE INDEX informant_digest ON informant (digest);
