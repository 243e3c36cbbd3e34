"""Reads a workbook: argv[1] is the file; prints {sheet: [[cell, …], …]}."""

import json
import sys

import openpyxl

book = openpyxl.load_workbook(sys.argv[1])
json.dump({s.title: [[None if c is None else str(c) for c in row] for row in s.values] for s in book}, sys.stdout)
