-- How far the change log goes. Written in the commit that appends to it, so that a log whose end was cut off shows.
-- `undoings` is a running digest over the one column that the entries' own hashes leave out.

CREATE TABLE change_head (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq      INTEGER NOT NULL CHECK (seq > 0),
    hash     TEXT NOT NULL CHECK (length(hash) = 64),
    undoings TEXT NOT NULL CHECK (length(undoings) = 64)
) STRICT;
