-- Records that look the same: the columns by which they are found, and the pairs that a clerk told apart.

CREATE INDEX retailer_owner_id_number ON retailer (owner_id_number) WHERE removed = 0;
CREATE INDEX retailer_phone ON retailer (phone) WHERE removed = 0;
CREATE INDEX retailer_address ON retailer (address) WHERE removed = 0;
CREATE INDEX case_party_name ON "case" (party_name) WHERE removed = 0;

-- No record: it has no change log, and never leaves in a bundle. `one` is the lesser id.
CREATE TABLE apart (
    noun  TEXT NOT NULL CHECK (length(noun) > 0),
    one   TEXT NOT NULL CHECK (length(one) = 36),
    other TEXT NOT NULL CHECK (length(other) = 36),
    by    TEXT NOT NULL,
    at    TEXT NOT NULL CHECK (length(at) = 24),
    PRIMARY KEY (noun, one, other),
    CHECK (one < other)
) STRICT, WITHOUT ROWID;

CREATE INDEX apart_other ON apart (noun, other);
