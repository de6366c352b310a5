#!/usr/bin/env python3
"""SQLite's full-text index over a row a sentence, stemmed by its Porter; one query a code.

usage: sqlite_fts5.py FOLDER LANGUAGE    writes FOLDER/fts5.db and crosstab.sql for the sqlite3 program
"""
import json
import re
import shutil
import sqlite3
import sys
from pathlib import Path

NAME = "SQLite FTS5"
DATABASE, QUERIES = "fts5.db", "crosstab.sql"
CANNOT = ("4 codes in English and 5 in Dutch (regexes, wildcards in front); paragraphs and incidents as scope (rows are sentences), negation, where a hit "
          "stands; its stemmer is the first Porter, for English alone")
END = re.compile(r"(?<=[.?!])\s+")


def missing():
    return None if shutil.which("sqlite3") else "sqlite3 is missing"


def version():
    return f"SQLite {sqlite3.sqlite_version}"


def build(folder, language):
    return [sys.executable, __file__, folder, language]


def crosstab():
    return ["sqlite3", "-readonly", DATABASE, f".read {QUERIES}"]


def sentences(file):
    with open(file, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            for sentence in END.split(json.loads(line)["narrative"]):
                yield sentence, number


def outcomes(file):
    with open(file, encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            yield number, json.loads(line)["outcome"]


def main(folder, language):
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    from codebook import Book
    queries = Book(language).fts5()
    (folder / QUERIES).write_text("".join(
        f"select 'c{number:02}', outcome, count(distinct s.incident) from s join incidents on id = s.incident "
        f"where s match '{query}' group by outcome;\n"
        for number, query in enumerate(queries, 1) if query), encoding="utf-8")
    database = folder / DATABASE
    database.unlink(missing_ok=True)
    to = sqlite3.connect(database)
    to.executescript("pragma journal_mode = off; pragma synchronous = off;"
                     "create table incidents(id integer primary key, outcome text);"
                     "create virtual table s using fts5(text, incident unindexed, tokenize = 'porter unicode61');")
    to.executemany("insert into incidents values (?, ?)", outcomes(folder / "incidents.jsonl"))
    to.executemany("insert into s values (?, ?)", sentences(folder / "incidents.jsonl"))
    to.commit()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
