-- Vendors without a licence (无证户). What was done about each stands in its row, oldest first.

CREATE TABLE vendor (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau     TEXT NOT NULL CHECK (length(bureau) > 0),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
    name       TEXT NOT NULL CHECK (length(name) > 0),
    trade_name TEXT,
    id_number  TEXT,
    phone      TEXT,
    address    TEXT NOT NULL CHECK (length(address) > 0),
    town       TEXT,
    format     TEXT,
    found_on   TEXT NOT NULL CHECK (length(found_on) = 10),
    found_how  TEXT NOT NULL CHECK (length(found_how) > 0),
    inspectors TEXT NOT NULL CHECK (json_valid(inspectors)),
    seen       TEXT,
    measures   TEXT NOT NULL CHECK (json_valid(measures)),
    state      TEXT NOT NULL CHECK (length(state) > 0),
    retailer   TEXT REFERENCES retailer (id),
    remark     TEXT,
    reasons    TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons))
) STRICT;

-- A visit is one to a shop or to a vendor, where it is one of the archive at all.
ALTER TABLE inspection ADD COLUMN vendor TEXT REFERENCES vendor (id) CHECK (vendor IS NULL OR retailer IS NULL);

CREATE INDEX inspection_vendor ON inspection (vendor, inspected_on) WHERE vendor IS NOT NULL;
CREATE INDEX vendor_found ON vendor (found_on DESC, id) WHERE removed = 0;
CREATE INDEX vendor_state ON vendor (state, found_on) WHERE removed = 0;
CREATE INDEX vendor_name ON vendor (name);
CREATE INDEX vendor_trade_name ON vendor (trade_name) WHERE trade_name IS NOT NULL;
CREATE INDEX vendor_retailer ON vendor (retailer) WHERE retailer IS NOT NULL;
