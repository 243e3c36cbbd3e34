SELECT seq, op_id, undoes FROM change WHERE undoes IS NOT NULL ORDER BY seq
