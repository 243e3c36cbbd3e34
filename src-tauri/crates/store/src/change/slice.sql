WHERE seq > :after AND seq <= :upto ORDER BY seq
