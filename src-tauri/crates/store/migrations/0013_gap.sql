-- 缺件: whether a slot is filled and its scan was looked at is told by this index alone; so is what is to be scanned anew.
-- The limits are those of the domain's `clarity`; a test keeps the two alike.

CREATE INDEX attachment_slot ON attachment (of_noun, of_id, slot, legible IS NULL, matching IS NULL) WHERE removed = 0;
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
