SELECT seq, hash, undoings FROM change_head
