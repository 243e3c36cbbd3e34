INSERT INTO informant (hotline, digest, name, phone, id_number, address)
VALUES (:hotline, :digest, :name, :phone, :id_number, :address)
ON CONFLICT (hotline, digest) DO UPDATE SET
    name = excluded.name,
    phone = excluded.phone,
    id_number = excluded.id_number,
    address = excluded.address
