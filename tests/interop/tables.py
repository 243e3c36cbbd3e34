"""Opens an archive's database as the README says: argv[1] is the file, stdin its raw key in hex.

Prints {table: [[cell, …], …]}; of full-text tables every word that can be found.
"""

import json
import sys

import sqlcipher3

key = sys.stdin.readline().strip()
db = sqlcipher3.connect(sys.argv[1])
db.execute(f"PRAGMA key = \"x'{key}'\"")
broken = [row[0] for row in db.execute("PRAGMA cipher_integrity_check")]
if broken:
    sys.exit(f"pages that fail their check: {broken}")
schema = list(db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table' ORDER BY name"))
tables = {}
for name, sql in schema:
    rows = db.execute(f'SELECT * FROM "{name}"')
    tables[name] = [[c.hex() if isinstance(c, bytes) else c for c in row] for row in rows]
    if "fts5" in sql.lower():
        db.execute(f"CREATE VIRTUAL TABLE temp.words_{name} USING fts5vocab(main, '{name}', row)")
        tables[name] = [[row[0]] for row in db.execute(f"SELECT term FROM temp.words_{name}")]
tables["columns"] = [
    [name, row[1]] for name, _ in schema for row in db.execute(f'PRAGMA table_info("{name}")')
]
json.dump(tables, sys.stdout)
