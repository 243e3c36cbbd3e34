"""The peers in Python: argv[1] says which, stdin what is asked; prints the seconds of each run."""

import json
import pathlib
import sys
import time


def timed(runs, run, clock=time.perf_counter):
    seconds = []
    for n in range(runs):
        start = clock()
        run(n)
        seconds.append(clock() - start)
    return seconds


def read_workbook(asked):
    import openpyxl

    def read(_):
        book = openpyxl.load_workbook(asked["path"], read_only=True)
        sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))

    return timed(asked["runs"], read)


def opened(asked):
    import sqlcipher3

    db = sqlcipher3.connect(asked["path"], isolation_level=None)
    db.execute(f"PRAGMA key = \"x'{asked['key']}'\"")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = FULL")
    db.execute("PRAGMA cache_size = -65536")
    return db


def like(asked):
    db = opened(asked)
    sql = """SELECT r.id, r.trade_name FROM retailer r JOIN licence l ON l.retailer = r.id
        WHERE r.trade_name LIKE ?1 OR r.owner_name LIKE ?1 OR r.address LIKE ?1 OR r.phone LIKE ?1
        OR l.licence_no LIKE ?1 LIMIT 50"""
    ask = lambda n: db.execute(sql, (f"%{asked['words'][n]}%",)).fetchall()
    ask(0)
    return timed(len(asked["words"]), ask)


def suffixes(*texts):
    return " ".join(text[at : at + 8] for text in texts if text for at in range(len(text)))


def write(asked):
    """What a save of the app writes, made ready beforehand: row, change entry, search entry and its words."""
    db = opened(asked)
    seq = db.execute("SELECT max(seq) FROM change").fetchone()[0]
    ready = []
    for n, row in enumerate(asked["rows"]):
        before = json.dumps(row, ensure_ascii=False)
        after = before.replace("新", "改")
        key, names, numbers = db.execute(
            "SELECT key, names, numbers FROM search_entry WHERE noun = 'retailer' AND record = ?", (row["id"],)
        ).fetchone()
        change = (seq + 1 + n, "2026-11-27T08:50:00.000Z", "测速", "改零售户", row["id"], "retailer", row["id"])
        change += (row["revision"] + 1, before, after, "0" * 64, "1" * 64, "2" * 64)
        words = suffixes(*names.split("\n"), *numbers.split("\n"), row["address"], row["town"])
        ready.append((after, row, change, key, names, numbers, words, words[:60]))
    fields = [name for name in asked["rows"][0] if name != "id"]
    update = f"UPDATE retailer SET {', '.join(f'{f} = ?' for f in fields)} WHERE id = ?"
    insert = """INSERT INTO change (seq, at, by, op, op_id, noun, record, revision, before, after, before_digest,
        after_digest, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""
    entry = "UPDATE search_entry SET title = ?, names = ?, numbers = ? WHERE key = ?"

    def save(n):
        after, row, change, key, names, numbers, words, pinyin = ready[n]
        db.execute("BEGIN IMMEDIATE")
        db.execute(update, [row[f] for f in fields] + [row["id"]])
        db.execute(insert, change)
        for table, text in (("search_exact", words), ("search_pinyin", pinyin)):
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", (key,))
            db.execute(f"INSERT INTO {table} (rowid, d) VALUES (?, ?)", (key, text))
        db.execute("DELETE FROM search_text WHERE rowid = ?", (key,))
        db.execute(entry, (row["trade_name"], names, numbers, key))
        db.execute("COMMIT")

    return timed(len(ready), save)


DOCUMENT = """#set page(paper: "a4", margin: (left: 28mm, right: 26mm, top: 37mm, bottom: 35mm))
#set text(font: ("Noto Serif SC", "LXGW WenKai", "HanaMinB"), size: 12pt, lang: "zh")
#show heading: set text(font: "Noto Sans SC")
#align(center)[#text(size: 22pt)[一户一档 {title}]]
#pagebreak()
= 卷内文件目录
{table}
#pagebreak()
= 登记表
{table}
#pagebreak()
= 案件
#text(font: "LXGW WenKai")[承办人意见]
{table}
#pagebreak()
#image("{scan}", width: 156mm)
{more}
#pagebreak()
= 备考表
立卷人　检查人
"""


def typst(asked):
    import typst as engine

    folder = pathlib.Path(asked["folder"])
    folder.mkdir(exist_ok=True)
    scan = folder / "scan.jpg"
    scan.write_bytes(pathlib.Path(asked["scan"]).read_bytes())
    texts = {name: value for name, value in asked["record"].items() if isinstance(value, str)}

    def source(n):
        # Every cell is new each time: the engine remembers whatever it has set before.
        cells = [f"[{name} {n}],[{value} {n}]" for name, value in texts.items()]
        table = "#table(columns: (1fr, 3fr), " + ",".join(cells) + ")"
        more = "#pagebreak()\n" + table
        return DOCUMENT.format(title=n, table=table, scan="scan.jpg", more=more * max(0, asked["pages"] - 6))

    path = folder / "dossier.typ"
    path.write_text(source(0))
    # One compiler for all, as the app reads its fonts once; every text is new to it.
    compiler = engine.Compiler(root=str(folder), font_paths=[asked["fonts"]], ignore_system_fonts=True)

    def compile(n):
        path.write_text(source(n + 1))
        compiler.compile(input=str(path), output=str(folder / "dossier.pdf"))

    compile(-1)
    return timed(asked["runs"], compile, time.process_time)


def backup(asked):
    """The same database without a key, copied by the engine's own backup and flushed to the disk."""
    import os
    import sqlite3

    plain = pathlib.Path(asked["plain"])
    db = opened(asked)
    db.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
    db.execute("SELECT sqlcipher_export('plain')")
    db.close()
    copy = plain.with_suffix(".copy")

    def run(_):
        source, target = sqlite3.connect(plain), sqlite3.connect(copy)
        source.backup(target)
        source.close()
        target.close()
        with open(copy, "rb+") as file:
            os.fsync(file.fileno())
        copy.unlink()

    return timed(asked["runs"], run)


json.dump({f.__name__: f for f in (read_workbook, like, write, typst, backup)}[sys.argv[1]](json.load(sys.stdin)), sys.stdout)
