WHERE case_no = :case_no AND removed = 0
ORDER BY inspected_on, id
