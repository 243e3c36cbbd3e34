WHERE upstream_no = :upstream_no AND removed = 0
