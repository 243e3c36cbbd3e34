-- What a user keeps for herself: forms typed and not saved, the look of her lists. No records: they have no change log, no
-- revision, and never leave in a bundle.

CREATE TABLE draft (
    user   TEXT NOT NULL CHECK (length(user) > 0),
    noun   TEXT NOT NULL CHECK (length(noun) > 0),
    -- Empty for a record that is not stored yet
    record TEXT NOT NULL,
    at     TEXT NOT NULL CHECK (length(at) = 24),
    json   TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (user, noun, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE preference (
    user TEXT NOT NULL CHECK (length(user) > 0),
    key  TEXT NOT NULL CHECK (length(key) > 0),
    json TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (user, key)
) STRICT, WITHOUT ROWID;
