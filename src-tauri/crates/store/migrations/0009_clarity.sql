-- 清晰度: what was measured on the pixels of a scan, as JSON; none where it could not be had, or was put in before.

ALTER TABLE attachment ADD COLUMN clarity TEXT CHECK (json_valid(clarity));
