-- 节假日表 that the bureau took in itself, as JSON, one a year.

ALTER TABLE bureau ADD COLUMN calendars TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(calendars));
