SELECT (SELECT count(*) FROM inspection) - (SELECT count(*) FROM inspection WHERE removed = 1)
