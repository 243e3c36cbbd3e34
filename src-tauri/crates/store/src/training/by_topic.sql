WHERE held_on = :held_on AND topic = :topic AND removed = 0
