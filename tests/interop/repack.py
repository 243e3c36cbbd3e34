"""Changes a zip as a forger would, keeping everything else: argv[1] → argv[2], stdin a list of acts.

An act is [what, entry, text]: "replace" and "add" take the text, "remove" and "twice" do not.
"""

import json
import sys
import warnings
import zipfile

warnings.simplefilter("ignore")
acts = json.load(sys.stdin)
replaced = {name: text for what, name, text in acts if what == "replace"}
removed = {name for what, name, _ in acts if what == "remove"}
twice = {name for what, name, _ in acts if what == "twice"}
with zipfile.ZipFile(sys.argv[1]) as old, zipfile.ZipFile(sys.argv[2], "w") as new:
    for entry in old.infolist():
        if entry.filename in removed:
            continue
        body = old.read(entry)
        if entry.filename in replaced:
            body = replaced[entry.filename].encode()
        new.writestr(entry, body)
        if entry.filename in twice:
            new.writestr(entry, body + b"\n")
    for what, name, text in acts:
        if what == "add":
            like = zipfile.ZipInfo(name, old.infolist()[0].date_time)
            new.writestr(like, text)
