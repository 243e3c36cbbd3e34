-- 市管员工作日志: one a day of an officer. How far it is, is told by its days, and nothing else can be written there.

CREATE TABLE diary (
    id            TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau        TEXT NOT NULL CHECK (length(bureau) > 0),
    revision      INTEGER NOT NULL CHECK (revision > 0),
    removed       INTEGER NOT NULL CHECK (removed IN (0, 1)),
    diary_on      TEXT NOT NULL CHECK (length(diary_on) = 10),
    officer       TEXT NOT NULL CHECK (length(officer) > 0),
    route         TEXT,
    content       TEXT NOT NULL CHECK (length(content) > 0),
    problems      TEXT,
    state         TEXT NOT NULL CHECK (
        state = CASE
            WHEN approved_on IS NOT NULL THEN 'approved'
            WHEN submitted_on IS NOT NULL THEN 'submitted'
            WHEN returned_on IS NOT NULL THEN 'returned'
            ELSE 'draft'
        END
    ),
    submitted_on  TEXT CHECK (length(submitted_on) = 10),
    approver      TEXT CHECK (approver <> officer),
    approved_on   TEXT CHECK (length(approved_on) = 10),
    opinion       TEXT,
    returned_on   TEXT CHECK (length(returned_on) = 10),
    return_reason TEXT,
    remark        TEXT
) STRICT;

CREATE UNIQUE INDEX diary_once ON diary (diary_on DESC, officer) WHERE removed = 0;
CREATE INDEX diary_state ON diary (state, submitted_on) WHERE removed = 0;
CREATE INDEX diary_officer ON diary (officer, diary_on) WHERE removed = 0;
