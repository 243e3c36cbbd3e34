DELETE FROM training_attendance
WHERE training = :json ->> 'id'
