WHERE case_no = :case_no AND removed = 0
