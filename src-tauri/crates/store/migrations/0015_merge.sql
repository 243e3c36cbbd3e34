-- 已并入: the file of a retailer that took over all that this one had.

ALTER TABLE retailer ADD COLUMN merged_into TEXT REFERENCES retailer (id);

CREATE INDEX retailer_merged_into ON retailer (merged_into) WHERE merged_into IS NOT NULL;
