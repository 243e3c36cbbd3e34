-- 按原因保留: field → why a value stands that its check doubts, as JSON.

ALTER TABLE staff ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons));
ALTER TABLE retailer ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons));
ALTER TABLE "case" ADD COLUMN reasons TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(reasons));
