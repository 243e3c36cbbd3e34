-- What is done with licences (许可事项): applied for, accepted, checked, decided, delivered.

CREATE TABLE matter (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau           TEXT NOT NULL CHECK (length(bureau) > 0),
    revision         INTEGER NOT NULL CHECK (revision > 0),
    removed          INTEGER NOT NULL CHECK (removed IN (0, 1)),
    kind             TEXT NOT NULL CHECK (length(kind) > 0),
    licence_no       TEXT,
    holder           TEXT NOT NULL CHECK (length(holder) > 0),
    licence          TEXT REFERENCES licence (id),
    retailer         TEXT REFERENCES retailer (id),
    ordered_on       TEXT,
    applied_on       TEXT,
    supplement_on    TEXT,
    supplemented_on  TEXT,
    accepted_on      TEXT,
    handler          TEXT,
    checked_on       TEXT,
    checkers         TEXT NOT NULL CHECK (json_valid(checkers)),
    promised_days    INTEGER CHECK (promised_days > 0),
    extended_days    INTEGER CHECK (extended_days > 0),
    extension_reason TEXT,
    decided_on       TEXT,
    decision         TEXT CHECK (length(decision) > 0),
    decision_no      TEXT,
    approver         TEXT,
    delivered_on     TEXT,
    suspended_from   TEXT,
    suspended_to     TEXT,
    changed_from     TEXT,
    changed_to       TEXT,
    valid_from       TEXT,
    valid_to         TEXT,
    reason           TEXT,
    remark           TEXT
) STRICT;

CREATE INDEX matter_retailer ON matter (retailer);
CREATE INDEX matter_licence ON matter (licence);
CREATE INDEX matter_licence_no ON matter (licence_no);
CREATE INDEX matter_applied_on ON matter (applied_on) WHERE removed = 0;
CREATE INDEX matter_decided_on ON matter (decided_on) WHERE removed = 0;
