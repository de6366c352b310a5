#!/usr/bin/env python3
"""Makes a study to be timed: incidents and a codebook of 60 codes, the same on every machine.

usage: make_corpus.py FOLDER [INCIDENTS] [--from NARRATIVES.jsonl[.xz]] [--language en|nl] [--lines]

Writes FOLDER/keerpunt.yaml, incidents.jsonl and codebook.yaml. Without --from the incidents
(20,000) are invented: words drawn by Zipf's law from a vocabulary of real and made-up words, with
slips of the pen, and what the codes ask for strewn in. With --from they are those of a JSON Lines file
with `narrative` and `outcome`: all, or INCIDENTS of them spread evenly over the file.
--language says which sixty codes (en). --lines also writes what other tools read: lines.txt, a narrative
a line, and patterns.txt, the codes as regexes, as far as those can say them. Memory does not grow with
INCIDENTS: a million take about a minute.
"""
import argparse
import json
import lzma
from pathlib import Path

import invented
from codebook import LANGUAGES, Book


def opened(file):
    return lzma.open(file, "rt", encoding="utf-8") if file.suffix == ".xz" else open(file, encoding="utf-8")


def given(file, count):
    """Outcome and narrative of `count` incidents spread over the file, or of all."""
    whole = 0
    if count is not None:
        with opened(file) as lines:
            whole = sum(1 for _ in lines)
    with opened(file) as lines:
        for at, line in enumerate(lines):
            if count is None or at * count // whole != (at + 1) * count // whole:
                incident = json.loads(line)
                yield incident.get("outcome"), incident.get("narrative") or ""


def make(folder, count=None, source=None, language="en"):
    """Writes the study; returns the number of incidents and the bytes of their narratives."""
    folder.mkdir(parents=True, exist_ok=True)
    book = Book(language)
    told = given(source, count) if source else invented.incidents(count or 20_000, [code.strewn for code in book.codes])
    (folder / "codebook.yaml").write_text(book.keerpunt(), encoding="utf-8")
    values, number, size = {}, 0, 0
    with open(folder / "incidents.jsonl", "w", encoding="utf-8") as incidents:
        for number, (outcome, narrative) in enumerate(told, 1):
            incident = {"id": f"i{number}", "outcome": outcome, "narrative": narrative}
            incidents.write(json.dumps(incident, ensure_ascii=False) + "\n")
            values.setdefault(outcome)
            size += len(narrative.encode())
    values = [value for value in values if value is not None]
    study = {"keerpunt": 1, "title": "Bench", "language": language, "corpus": [{"path": "incidents.jsonl"}],
             "codebook": "codebook.yaml", "outcome": {"attribute": "outcome", "values": sorted(values)}}
    (folder / "keerpunt.yaml").write_text(json.dumps(study, indent=1) + "\n", encoding="utf-8")
    return number, size


def write_lines(folder, book):
    """What other tools read, of a study that is made: lines.txt and patterns.txt."""
    (folder / "patterns.txt").write_text("\n".join(book.regexes()) + "\n", encoding="utf-8")
    with open(folder / "incidents.jsonl", encoding="utf-8") as incidents, open(folder / "lines.txt", "w", encoding="utf-8") as lines:
        for incident in incidents:
            lines.write(" ".join(json.loads(incident)["narrative"].split()) + "\n")


def main():
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("folder", type=Path)
    said.add_argument("incidents", type=int, nargs="?")
    said.add_argument("--from", type=Path, dest="source")
    said.add_argument("--language", choices=LANGUAGES, default="en")
    said.add_argument("--lines", action="store_true")
    said = said.parse_args()
    number, size = make(said.folder, said.incidents, said.source, said.language)
    if said.lines:
        write_lines(said.folder, Book(said.language))
    print(f"{number:,} incidents, {size / 1e6:.1f} MB of narratives in {said.folder}")


if __name__ == "__main__":
    main()
