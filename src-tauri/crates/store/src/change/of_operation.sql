WHERE op_id = :op_id ORDER BY seq
