SELECT
    count(*),
    coalesce(sum(finding = 'abnormal'), 0),
    count(DISTINCT coalesce(retailer, name)),
    count(DISTINCT iif(finding = 'abnormal', coalesce(retailer, name), NULL)),
    count(DISTINCT iif(finding = 'abnormal', retailer, NULL)),
    count(DISTINCT iif(retailer IS NULL, name, NULL))
FROM inspection
WHERE removed = 0 AND inspected_on >= :from AND inspected_on <= :to
