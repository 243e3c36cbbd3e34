WHERE
    removed = 0
    AND id IN (SELECT present.training FROM training_attendance AS present WHERE present.staff = :staff)
ORDER BY held_on DESC, id DESC
