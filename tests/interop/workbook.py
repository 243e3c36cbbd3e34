"""Writes a workbook as a clerk's Excel would: argv[1] is the file, stdin {"sheet": name, "rows": [[cell, …], …]}."""

import json
import sys

import openpyxl

asked = json.load(sys.stdin)
book = openpyxl.Workbook()
sheet = book.active
sheet.title = asked["sheet"]
for row in asked["rows"]:
    sheet.append(row)
book.save(sys.argv[1])
