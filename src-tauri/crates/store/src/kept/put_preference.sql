INSERT INTO preference (user, key, json)
VALUES (:user, :key, :json)
ON CONFLICT (user, key) DO UPDATE SET json = excluded.json
