SELECT DISTINCT digest FROM informant
