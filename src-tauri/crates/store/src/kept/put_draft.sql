INSERT INTO draft (user, noun, record, at, json)
VALUES (:user, :noun, :record, :at, :json)
ON CONFLICT (user, noun, record) DO UPDATE SET at = excluded.at, json = excluded.json
