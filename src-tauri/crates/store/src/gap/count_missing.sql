SELECT count(*) FROM lacking
