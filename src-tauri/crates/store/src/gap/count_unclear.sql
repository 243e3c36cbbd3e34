SELECT count(*) FROM held
