WHERE vendor = :vendor AND removed = 0
ORDER BY inspected_on DESC, id DESC
