-- 专项行动、集中整治、宣传活动. One that has a last day is over, and must have its papers.

CREATE TABLE campaign (
    id                 TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau             TEXT NOT NULL CHECK (length(bureau) > 0),
    revision           INTEGER NOT NULL CHECK (revision > 0),
    removed            INTEGER NOT NULL CHECK (removed IN (0, 1)),
    kind               TEXT NOT NULL CHECK (length(kind) > 0),
    title              TEXT NOT NULL CHECK (length(title) > 0),
    from_on            TEXT NOT NULL CHECK (length(from_on) = 10),
    to_on              TEXT CHECK (to_on >= from_on),
    place              TEXT,
    agencies           TEXT,
    officers           TEXT NOT NULL CHECK (json_valid(officers)),
    households_checked INTEGER CHECK (households_checked >= 0),
    cases_found        INTEGER CHECK (cases_found >= 0),
    summary            TEXT,
    remark             TEXT
) STRICT;

CREATE INDEX campaign_days ON campaign (from_on, to_on) WHERE removed = 0;
