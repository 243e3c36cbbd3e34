WHERE removed = 0
