-- Visits to shops (检查记录). A million of them are expected: they are found by day and by their retailer, each by an
-- index of its own, and stand in no search table.

CREATE TABLE inspection (
    id                TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau            TEXT NOT NULL CHECK (length(bureau) > 0),
    revision          INTEGER NOT NULL CHECK (revision > 0),
    removed           INTEGER NOT NULL CHECK (removed IN (0, 1)),
    inspected_on      TEXT NOT NULL CHECK (length(inspected_on) = 10),
    begun             TEXT,
    ended             TEXT,
    mode              TEXT NOT NULL CHECK (length(mode) > 0),
    off_hours         INTEGER NOT NULL CHECK (off_hours IN (0, 1)),
    licence_no        TEXT,
    name              TEXT NOT NULL CHECK (length(name) > 0),
    address           TEXT,
    retailer          TEXT REFERENCES retailer (id),
    officers          TEXT NOT NULL CHECK (json_valid(officers)),
    lone_reason       TEXT,
    finding           TEXT NOT NULL CHECK (length(finding) > 0),
    cause             TEXT,
    stock_sticks      INTEGER CHECK (stock_sticks >= 0),
    difference_sticks INTEGER,
    follow_up         TEXT CHECK (length(follow_up) > 0),
    case_no           TEXT,
    next_on           TEXT,
    remark            TEXT
) STRICT;

CREATE INDEX inspection_day ON inspection (inspected_on DESC, id) WHERE removed = 0;
CREATE INDEX inspection_retailer ON inspection (retailer, inspected_on) WHERE removed = 0;
CREATE INDEX inspection_licence_no ON inspection (licence_no, inspected_on) WHERE removed = 0 AND licence_no IS NOT NULL;
CREATE INDEX inspection_mode ON inspection (mode, inspected_on) WHERE removed = 0;
CREATE INDEX inspection_finding ON inspection (finding, inspected_on) WHERE removed = 0;
-- What is rare is found without going through all.
CREATE INDEX inspection_follow_up ON inspection (follow_up, inspected_on) WHERE removed = 0 AND follow_up IS NOT NULL;
CREATE INDEX inspection_case_no ON inspection (case_no) WHERE removed = 0 AND case_no IS NOT NULL;
CREATE INDEX inspection_untied ON inspection (name, id) WHERE removed = 0 AND retailer IS NULL;
CREATE INDEX inspection_void ON inspection (removed) WHERE removed = 1;
-- Nothing is found by it: it is narrow, and all are counted along it.
CREATE INDEX inspection_count ON inspection (revision);
