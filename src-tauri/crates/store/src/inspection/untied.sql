SELECT id FROM inspection WHERE retailer IS NULL AND removed = 0 AND instr(name, :text) > 0
