-- What a matter changes item by item, the number it was given anew, which paper was issued anew and why.

ALTER TABLE matter ADD COLUMN changes TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(changes));

ALTER TABLE matter ADD COLUMN new_licence_no TEXT;

ALTER TABLE matter ADD COLUMN reissued TEXT CHECK (length(reissued) > 0);

ALTER TABLE matter ADD COLUMN loss TEXT CHECK (length(loss) > 0);

-- The files of those who applied for their first licence and have none yet, or never got one (申请中、未发证).
CREATE VIEW applicant AS
SELECT DISTINCT matter.retailer AS id
FROM matter
WHERE
    matter.kind = 'new' AND matter.retailer IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM licence WHERE licence.retailer = matter.retailer AND licence.removed = 0);
