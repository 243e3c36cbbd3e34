WHERE removed = 0 AND clarity IS NULL AND of_noun <> 'hotline'
