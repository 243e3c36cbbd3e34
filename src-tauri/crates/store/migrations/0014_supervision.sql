-- 市场监管口径, as the bureau set it: how often each class is visited, how purification is counted.

ALTER TABLE bureau ADD COLUMN supervision TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(supervision));
