SELECT json FROM preference WHERE user = :user AND key = :key
