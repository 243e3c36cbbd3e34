-- Vendors are counted by the hundred: they are walked.
WHERE
    removed = 0
    AND EXISTS (SELECT 1 FROM json_each(vendor.measures) AS done WHERE done.value ->> 'case_no' = :case_no)
ORDER BY found_on, id
