SELECT town, count(*) AS shops FROM retailer WHERE removed = 0 GROUP BY town ORDER BY shops DESC, town
