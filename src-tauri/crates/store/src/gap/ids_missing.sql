SELECT id FROM lacking
