INSERT INTO change_head (one, seq, hash, undoings)
VALUES (1, :seq, :hash, :undoings)
ON CONFLICT (one) DO UPDATE SET
    seq = excluded.seq,
    hash = excluded.hash,
    undoings = excluded.undoings
