SELECT class, count(*) FROM retailer WHERE removed = 0 GROUP BY class
