-- 看得清吗 and 是这份吗: who looked at a scan and said yes, and when, as JSON; none where nobody did.

ALTER TABLE attachment ADD COLUMN legible TEXT CHECK (json_valid(legible));
ALTER TABLE attachment ADD COLUMN matching TEXT CHECK (json_valid(matching));
