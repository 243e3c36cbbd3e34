WHERE op_id = :op_id ORDER BY seq LIMIT :limit OFFSET :offset
