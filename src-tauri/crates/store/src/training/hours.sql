SELECT present.staff, sum(present.tenths)
FROM training
INNER JOIN training_attendance AS present ON present.training = training.id
WHERE training.removed = 0 AND training.held_on BETWEEN :first AND :last
GROUP BY present.staff
