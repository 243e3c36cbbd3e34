-- 分类: since when a shop is in its class, who decided, by which of the bureau's rules, and which proposal was looked at
-- and not followed. What it was before stands in the change log.

ALTER TABLE retailer ADD COLUMN class_on TEXT CHECK (length(class_on) = 10);
ALTER TABLE retailer ADD COLUMN class_by TEXT;
ALTER TABLE retailer ADD COLUMN class_rule TEXT CHECK (length(class_rule) > 0);
ALTER TABLE retailer ADD COLUMN class_kept TEXT CHECK (json_valid(class_kept));

-- 分类口径, as the bureau set it.
ALTER TABLE bureau ADD COLUMN class_rules TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(class_rules));
