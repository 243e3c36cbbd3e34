SELECT noun, record, at, json FROM draft WHERE user = :user ORDER BY at DESC, noun, record
