SELECT DISTINCT op_id FROM change WHERE undoes = :op_id
