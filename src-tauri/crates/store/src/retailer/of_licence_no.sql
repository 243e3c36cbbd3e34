WHERE
    removed = 0
    AND id = (SELECT licence.retailer FROM licence WHERE licence.licence_no = :licence_no AND licence.removed = 0)
