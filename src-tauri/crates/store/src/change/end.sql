SELECT seq, hash FROM change ORDER BY seq DESC LIMIT 1
