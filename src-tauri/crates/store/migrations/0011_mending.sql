-- 修整: from which scan a mended one was made, and how, as JSON. What came of the same bytes is found by them.

ALTER TABLE attachment ADD COLUMN mending TEXT CHECK (json_valid(mending));
CREATE INDEX attachment_source ON attachment (coalesce(mending ->> 'original', sha256));
