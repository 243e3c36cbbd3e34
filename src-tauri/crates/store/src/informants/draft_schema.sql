-- Forms of hotline records, typed and not saved: they may say who reported.
CREATE TABLE draft (
    user   TEXT NOT NULL CHECK (length(user) > 0),
    noun   TEXT NOT NULL CHECK (length(noun) > 0),
    record TEXT NOT NULL,
    at     TEXT NOT NULL CHECK (length(at) = 24),
    json   TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (user, noun, record)
) STRICT, WITHOUT ROWID;
