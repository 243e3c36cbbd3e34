-- Who works with the archive: a record like any other, so that the change log tells of logins and of changed rights.
-- It holds no key and nothing of a password. Also a user who was taken away keeps the name: it stands in the log.

CREATE TABLE user (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau   TEXT NOT NULL CHECK (length(bureau) > 0),
    revision INTEGER NOT NULL CHECK (revision > 0),
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    name     TEXT NOT NULL CHECK (length(name) > 0),
    roles    TEXT NOT NULL CHECK (json_valid(roles)),
    disabled INTEGER NOT NULL CHECK (disabled IN (0, 1))
) STRICT;

CREATE UNIQUE INDEX user_name_once ON user (name);
