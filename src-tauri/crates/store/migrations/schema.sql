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

CREATE VIEW applicant AS
SELECT DISTINCT matter.retailer AS id
FROM matter
WHERE
    matter.kind = 'new' AND matter.retailer IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM licence WHERE licence.retailer = matter.retailer AND licence.removed = 0);

CREATE TABLE attachment (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau     TEXT NOT NULL CHECK (length(bureau) > 0),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
    of_noun    TEXT NOT NULL CHECK (length(of_noun) > 0),
    of_id      TEXT NOT NULL CHECK (length(of_id) = 36),
    slot       TEXT NOT NULL CHECK (length(slot) > 0),
    sha256     TEXT NOT NULL CHECK (length(sha256) = 64),
    file_name  TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes      INTEGER NOT NULL CHECK (bytes >= 0),
    pages      INTEGER NOT NULL CHECK (pages >= 0)
, legible TEXT CHECK (json_valid(legible)), matching TEXT CHECK (json_valid(matching)), clarity TEXT CHECK (json_valid(clarity)), mending TEXT CHECK (json_valid(mending))) STRICT;

CREATE INDEX attachment_of ON attachment (of_noun, of_id);

CREATE INDEX attachment_sha256 ON attachment (sha256);

CREATE INDEX attachment_slot ON attachment (of_noun, of_id, slot, legible IS NULL, matching IS NULL) WHERE removed = 0;

CREATE INDEX attachment_source ON attachment (coalesce(mending ->> 'original', sha256));

CREATE INDEX attachment_unclear ON attachment (of_noun, of_id, slot)
WHERE
    removed = 0
    AND (
        clarity ->> 'ink' < 200
        OR clarity ->> 'contrast' < 60
        OR clarity ->> 'blur' >= 400
        OR clarity ->> 'dpi' < 150
        OR abs(clarity ->> 'skew') >= 15
        OR clarity ->> 'edge' >= 10
    );

CREATE TABLE bundle (
    id               TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau           TEXT NOT NULL CHECK (length(bureau) > 0),
    revision         INTEGER NOT NULL CHECK (revision > 0),
    removed          INTEGER NOT NULL CHECK (removed IN (0, 1)),
    stream           TEXT NOT NULL CHECK (length(stream) > 0),
    sequence         INTEGER NOT NULL CHECK (sequence > 0),
    kind             TEXT NOT NULL CHECK (length(kind) > 0),
    digest           TEXT NOT NULL CHECK (length(digest) = 64),
    from_change      INTEGER NOT NULL CHECK (from_change >= 0),
    to_change        INTEGER NOT NULL CHECK (to_change >= 0),
    last_change_hash TEXT NOT NULL,
    period           TEXT,
    counts           TEXT NOT NULL CHECK (json_valid(counts)),
    exported_at      TEXT NOT NULL
) STRICT;

CREATE UNIQUE INDEX bundle_sequence_once ON bundle (stream, sequence);

CREATE TABLE bureau (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau     TEXT NOT NULL CHECK (length(bureau) > 0),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
    name       TEXT NOT NULL CHECK (length(name) > 0),
    short_name TEXT,
    stream     TEXT NOT NULL CHECK (length(stream) > 0),
    demo       INTEGER NOT NULL CHECK (demo IN (0, 1)),
    mappings   TEXT NOT NULL CHECK (json_valid(mappings))
, calendars TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(calendars)), supervision TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(supervision)), class_rules TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(class_rules))) STRICT;

CREATE UNIQUE INDEX bureau_one ON bureau (removed) WHERE removed = 0;

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

CREATE TABLE "case" (
    id              TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau          TEXT NOT NULL CHECK (length(bureau) > 0),
    revision        INTEGER NOT NULL CHECK (revision > 0),
    removed         INTEGER NOT NULL CHECK (removed IN (0, 1)),
    case_no         TEXT NOT NULL CHECK (length(case_no) > 0),
    cause           TEXT NOT NULL,
    procedure       TEXT NOT NULL CHECK (length(procedure) > 0),
    procedure_rule  TEXT NOT NULL CHECK (length(procedure_rule) > 0),
    source          TEXT,
    party_name      TEXT NOT NULL,
    party_id_number TEXT,
    party_address   TEXT,
    licence_no      TEXT,
    retailer        TEXT REFERENCES retailer (id),
    occurred_on     TEXT,
    filed_on        TEXT,
    investigated_on TEXT,
    decided_on      TEXT,
    decision_no     TEXT,
    served_on       TEXT,
    closed_on       TEXT,
    archived_on     TEXT,
    officers        TEXT NOT NULL CHECK (json_valid(officers)),
    sticks          INTEGER,
    value_fen       INTEGER,
    fine_fen        INTEGER,
    seized_sticks   INTEGER,
    transferred_to  TEXT,
    transferred_on  TEXT,
    reviewed        INTEGER NOT NULL CHECK (reviewed IN (0, 1)),
    sued            INTEGER NOT NULL CHECK (sued IN (0, 1)),
    facts           TEXT,
    remark          TEXT
, reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons))) STRICT;

CREATE INDEX case_closed_on ON "case" (closed_on) WHERE removed = 0;

CREATE INDEX case_filed_on ON "case" (filed_on) WHERE removed = 0;

CREATE TABLE case_goods (
    "case"       TEXT NOT NULL REFERENCES "case" (id),
    position     INTEGER NOT NULL CHECK (position >= 0),
    brand        TEXT NOT NULL,
    barcode      TEXT,
    sticks       INTEGER NOT NULL,
    price_fen    INTEGER,
    amount_fen   INTEGER,
    authenticity TEXT,
    disposition  TEXT,
    PRIMARY KEY ("case", position)
) STRICT, WITHOUT ROWID;

CREATE INDEX case_licence_no ON "case" (licence_no);

CREATE UNIQUE INDEX case_no_once ON "case" (case_no) WHERE removed = 0;

CREATE INDEX case_party_name ON "case" (party_name) WHERE removed = 0;

CREATE INDEX case_retailer ON "case" (retailer);

CREATE INDEX case_void ON "case" (removed) WHERE removed = 1;

CREATE TABLE change (
    seq           INTEGER NOT NULL PRIMARY KEY CHECK (seq > 0),
    at            TEXT NOT NULL CHECK (length(at) = 24),
    by            TEXT NOT NULL,
    op            TEXT NOT NULL CHECK (length(op) > 0),
    op_id         TEXT NOT NULL CHECK (length(op_id) = 36),
    undoes        TEXT CHECK (length(undoes) = 36),
    noun          TEXT NOT NULL CHECK (length(noun) > 0),
    record        TEXT NOT NULL CHECK (length(record) = 36),
    revision      INTEGER NOT NULL CHECK (revision > 0),
    before        TEXT CHECK (json_valid(before)),
    after         TEXT NOT NULL CHECK (json_valid(after)),
    before_digest TEXT CHECK (length(before_digest) = 64),
    after_digest  TEXT NOT NULL CHECK (length(after_digest) = 64),
    hash          TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;

CREATE TRIGGER change_follows BEFORE INSERT ON change
WHEN new.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM change)
BEGIN
    SELECT raise(ABORT, 'change is append-only');
END;

CREATE TABLE change_head (
    one      INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    seq      INTEGER NOT NULL CHECK (seq > 0),
    hash     TEXT NOT NULL CHECK (length(hash) = 64),
    undoings TEXT NOT NULL CHECK (length(undoings) = 64)
) STRICT;

CREATE TRIGGER change_not_edited BEFORE UPDATE ON change
BEGIN
    SELECT raise(ABORT, 'change is append-only');
END;

CREATE TRIGGER change_not_erased BEFORE DELETE ON change
BEGIN
    SELECT raise(ABORT, 'change is append-only');
END;

CREATE INDEX change_op ON change (op_id, seq);

CREATE INDEX change_record ON change (noun, record, revision);

CREATE INDEX change_undoes ON change (undoes) WHERE undoes IS NOT NULL;

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

CREATE INDEX diary_officer ON diary (officer, diary_on) WHERE removed = 0;

CREATE UNIQUE INDEX diary_once ON diary (diary_on DESC, officer) WHERE removed = 0;

CREATE INDEX diary_state ON diary (state, submitted_on) WHERE removed = 0;

CREATE INDEX diary_void ON diary (removed) WHERE removed = 1;

CREATE TABLE draft (
    user   TEXT NOT NULL CHECK (length(user) > 0),
    noun   TEXT NOT NULL CHECK (length(noun) > 0),
    -- Empty for a record that is not stored yet
    record TEXT NOT NULL,
    at     TEXT NOT NULL CHECK (length(at) = 24),
    json   TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (user, noun, record)
) STRICT, WITHOUT ROWID;

CREATE TABLE hotline (
    id             TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau         TEXT NOT NULL CHECK (length(bureau) > 0),
    revision       INTEGER NOT NULL CHECK (revision > 0),
    removed        INTEGER NOT NULL CHECK (removed IN (0, 1)),
    upstream_no    TEXT,
    channel        TEXT,
    received_at    TEXT NOT NULL,
    dispatched_at  TEXT,
    category       TEXT NOT NULL CHECK (length(category) > 0),
    anonymous      INTEGER NOT NULL CHECK (anonymous IN (0, 1)),
    informant      TEXT,
    content        TEXT,
    summary        TEXT,
    target_name    TEXT,
    target_address TEXT,
    retailer       TEXT REFERENCES retailer (id),
    handler        TEXT,
    due_on         TEXT,
    result         TEXT,
    outcome        TEXT CHECK (length(outcome) > 0),
    closed_on      TEXT,
    feedback       TEXT,
    "case"         TEXT REFERENCES "case" (id),
    remark         TEXT
) STRICT;

CREATE INDEX hotline_case ON hotline ("case");

CREATE INDEX hotline_received_at ON hotline (received_at) WHERE removed = 0;

CREATE INDEX hotline_retailer ON hotline (retailer);

CREATE INDEX hotline_target_name ON hotline (target_name);

CREATE UNIQUE INDEX hotline_upstream_no_once ON hotline (upstream_no) WHERE removed = 0;

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
, vendor TEXT REFERENCES vendor (id) CHECK (vendor IS NULL OR retailer IS NULL)) STRICT;

CREATE INDEX inspection_case_no ON inspection (case_no) WHERE removed = 0 AND case_no IS NOT NULL;

CREATE INDEX inspection_count ON inspection (revision);

CREATE INDEX inspection_day ON inspection (inspected_on DESC, id) WHERE removed = 0;

CREATE INDEX inspection_finding ON inspection (finding, inspected_on) WHERE removed = 0;

CREATE INDEX inspection_follow_up ON inspection (follow_up, inspected_on) WHERE removed = 0 AND follow_up IS NOT NULL;

CREATE INDEX inspection_found ON inspection (inspected_on, id, retailer, vendor, name)
WHERE removed = 0 AND finding = 'abnormal';

CREATE INDEX inspection_licence_no ON inspection (licence_no, inspected_on) WHERE removed = 0 AND licence_no IS NOT NULL;

CREATE INDEX inspection_mode ON inspection (mode, inspected_on) WHERE removed = 0;

CREATE INDEX inspection_retailer ON inspection (retailer, inspected_on) WHERE removed = 0;

CREATE INDEX inspection_untied ON inspection (name, id) WHERE removed = 0 AND retailer IS NULL;

CREATE INDEX inspection_vendor ON inspection (vendor, inspected_on) WHERE vendor IS NOT NULL;

CREATE INDEX inspection_void ON inspection (removed) WHERE removed = 1;

CREATE TABLE licence (
    id          TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau      TEXT NOT NULL CHECK (length(bureau) > 0),
    revision    INTEGER NOT NULL CHECK (revision > 0),
    removed     INTEGER NOT NULL CHECK (removed IN (0, 1)),
    licence_no  TEXT NOT NULL CHECK (length(licence_no) > 0),
    retailer    TEXT NOT NULL REFERENCES retailer (id),
    scope       TEXT,
    supplier    TEXT,
    issued_on   TEXT,
    valid_from  TEXT,
    valid_to    TEXT,
    state       TEXT NOT NULL CHECK (length(state) > 0),
    upstream_no TEXT,
    remark      TEXT
) STRICT;

CREATE INDEX licence_current ON licence (
    retailer, (state IN ('active', 'suspended')) DESC, (coalesce(valid_to, '9999-12-31')) DESC, licence_no DESC
) WHERE removed = 0;

CREATE UNIQUE INDEX licence_no_once ON licence (licence_no) WHERE removed = 0;

CREATE INDEX licence_retailer ON licence (retailer);

CREATE INDEX licence_state ON licence (state, licence_no) WHERE removed = 0;

CREATE INDEX licence_valid_to ON licence (valid_to) WHERE removed = 0;

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
, changes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(changes)), new_licence_no TEXT, reissued TEXT CHECK (length(reissued) > 0), loss TEXT CHECK (length(loss) > 0)) STRICT;

CREATE INDEX matter_applied_on ON matter (applied_on) WHERE removed = 0;

CREATE INDEX matter_decided_on ON matter (decided_on) WHERE removed = 0;

CREATE INDEX matter_licence ON matter (licence);

CREATE INDEX matter_licence_no ON matter (licence_no);

CREATE INDEX matter_retailer ON matter (retailer);

CREATE INDEX matter_void ON matter (removed) WHERE removed = 1;

CREATE TABLE preference (
    user TEXT NOT NULL CHECK (length(user) > 0),
    key  TEXT NOT NULL CHECK (length(key) > 0),
    json TEXT NOT NULL CHECK (json_valid(json)),
    PRIMARY KEY (user, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE retailer (
    id                       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau                   TEXT NOT NULL CHECK (length(bureau) > 0),
    revision                 INTEGER NOT NULL CHECK (revision > 0),
    removed                  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    trade_name               TEXT NOT NULL CHECK (length(trade_name) > 0),
    owner_name               TEXT NOT NULL CHECK (length(owner_name) > 0),
    owner_id_number          TEXT,
    uscc                     TEXT,
    business_registration_no TEXT,
    holder_type              TEXT,
    address                  TEXT NOT NULL,
    town                     TEXT,
    village                  TEXT,
    phone                    TEXT,
    format                   TEXT,
    market                   TEXT CHECK (length(market) > 0),
    class                    TEXT CHECK (length(class) > 0),
    class_reason             TEXT,
    special_care             TEXT,
    remark                   TEXT
, reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons)), merged_into TEXT REFERENCES retailer (id), class_on TEXT CHECK (length(class_on) = 10), class_by TEXT, class_rule TEXT CHECK (length(class_rule) > 0), class_kept TEXT CHECK (json_valid(class_kept))) STRICT;

CREATE INDEX retailer_address ON retailer (address) WHERE removed = 0;

CREATE INDEX retailer_class ON retailer (class, trade_name) WHERE removed = 0;

CREATE INDEX retailer_merged_into ON retailer (merged_into) WHERE merged_into IS NOT NULL;

CREATE INDEX retailer_named ON retailer (trade_name, address);

CREATE INDEX retailer_owner_id_number ON retailer (owner_id_number) WHERE removed = 0;

CREATE INDEX retailer_owner_name ON retailer (owner_name) WHERE removed = 0;

CREATE INDEX retailer_phone ON retailer (phone) WHERE removed = 0;

CREATE INDEX retailer_town ON retailer (town, trade_name) WHERE removed = 0;

CREATE INDEX retailer_trade_name ON retailer (trade_name) WHERE removed = 0;

CREATE INDEX retailer_void ON retailer (removed) WHERE removed = 1;

CREATE TABLE search_entry (
    key     INTEGER PRIMARY KEY,
    noun    TEXT NOT NULL,
    record  TEXT NOT NULL,
    number  TEXT NOT NULL,
    title   TEXT NOT NULL,
    names   TEXT NOT NULL,
    numbers TEXT NOT NULL,
    address TEXT NOT NULL,
    text    TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_exact USING fts5(
    d, tokenize = 'unicode61', content = '', contentless_delete = 1, detail = none, prefix = '2 3 4'
);

CREATE VIRTUAL TABLE search_pinyin USING fts5(
    d, tokenize = 'unicode61', content = '', contentless_delete = 1, detail = none, prefix = '2'
);

CREATE VIRTUAL TABLE search_text USING fts5(
    d, tokenize = 'unicode61', content = '', contentless_delete = 1, detail = none
);

CREATE TABLE selfcheck (
    id         TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau     TEXT NOT NULL CHECK (length(bureau) > 0),
    revision   INTEGER NOT NULL CHECK (revision > 0),
    removed    INTEGER NOT NULL CHECK (removed IN (0, 1)),
    period     TEXT NOT NULL CHECK (length(period) > 0),
    indicators TEXT NOT NULL CHECK (json_valid(indicators)),
    problems   TEXT NOT NULL CHECK (json_valid(problems)),
    signed_by  TEXT,
    signed_at  TEXT
) STRICT;

CREATE UNIQUE INDEX selfcheck_period_once ON selfcheck (period) WHERE removed = 0;

CREATE TABLE staff (
    id                        TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau                    TEXT NOT NULL CHECK (length(bureau) > 0),
    revision                  INTEGER NOT NULL CHECK (revision > 0),
    removed                   INTEGER NOT NULL CHECK (removed IN (0, 1)),
    full_name                 TEXT NOT NULL CHECK (length(full_name) > 0),
    id_number                 TEXT,
    mobile                    TEXT,
    department                TEXT,
    post                      TEXT,
    law_certificate_no        TEXT,
    inspection_certificate_no TEXT,
    certificate_valid_to      TEXT,
    internal_full_time        INTEGER NOT NULL CHECK (internal_full_time IN (0, 1)),
    joined_on                 TEXT,
    state                     TEXT NOT NULL CHECK (length(state) > 0),
    remark                    TEXT
, reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons))) STRICT;

CREATE INDEX staff_name ON staff (full_name);

CREATE TABLE training (
    id       TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 36),
    bureau   TEXT NOT NULL CHECK (length(bureau) > 0),
    revision INTEGER NOT NULL CHECK (revision > 0),
    removed  INTEGER NOT NULL CHECK (removed IN (0, 1)),
    held_on  TEXT NOT NULL,
    topic    TEXT NOT NULL CHECK (length(topic) > 0),
    mode     TEXT,
    lecturer TEXT,
    place    TEXT,
    tenths   INTEGER NOT NULL CHECK (tenths >= 0),
    remark   TEXT
) STRICT;

CREATE TABLE training_attendance (
    training TEXT NOT NULL REFERENCES training (id),
    position INTEGER NOT NULL CHECK (position >= 0),
    staff    TEXT NOT NULL REFERENCES staff (id),
    tenths   INTEGER NOT NULL CHECK (tenths >= 0),
    PRIMARY KEY (training, position)
) STRICT, WITHOUT ROWID;

CREATE INDEX training_attendance_staff ON training_attendance (staff);

CREATE INDEX training_held_on ON training (held_on) WHERE removed = 0;

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

CREATE INDEX vendor_found ON vendor (found_on DESC, id) WHERE removed = 0;

CREATE INDEX vendor_name ON vendor (name);

CREATE INDEX vendor_retailer ON vendor (retailer) WHERE retailer IS NOT NULL;

CREATE INDEX vendor_state ON vendor (state, found_on) WHERE removed = 0;

CREATE INDEX vendor_trade_name ON vendor (trade_name) WHERE trade_name IS NOT NULL;

CREATE INDEX vendor_void ON vendor (removed) WHERE removed = 1;

