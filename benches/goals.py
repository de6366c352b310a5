#!/usr/bin/env python3
"""Measures keerpunt against its goals of speed, beside other tools, and tells which hold.

usage: goals.py WORK [--sizes 10000,100000] [--texts invented,real] [--real FILE.jsonl.xz]
                [--only build,tables,...] [--without Lucene,...] [--rounds 5] [--write]

Makes its corpora in the folder WORK, where they stay for the next time, and adds what it measured to
WORK/results.json. Needs a release build of keerpunt (or KEERPUNT=path); peers that are not there are
told as not measured. --real names Dutch law as JSON Lines; size `all` takes all of it. --write rewrites
the measured tables of docs/speed.md from results.json. Disk: four times the narratives. --without leaves
peers out that would take too long.
"""
import argparse
import json
import os
from dataclasses import asdict
from pathlib import Path

import goals_table
import measures
from study import Study
from timing import KEERPUNT, ROOT, machine, version


def main():
    said = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    said.add_argument("work", type=Path)
    said.add_argument("--sizes", default="10000,100000")
    said.add_argument("--texts", default="invented,real")
    data = os.environ.get("KEERPUNT_DATA")
    said.add_argument("--real", type=Path, default=data and Path(data) / "bench/wetten_nl_large.jsonl.xz")
    said.add_argument("--only", default=",".join(measures.ALL))
    said.add_argument("--without", default="")
    said.add_argument("--rounds", type=int, default=5)
    said.add_argument("--write", action="store_true")
    said = said.parse_args()
    measures.LEFT_OUT |= set(said.without.split(","))
    said.work.mkdir(parents=True, exist_ok=True)
    kept = said.work / "results.json"
    results = json.loads(kept.read_text(encoding="utf-8")) if kept.exists() else []
    about = {"keerpunt": version([KEERPUNT, "--version"]), "machine": machine()}
    for text in filter(None, said.texts.split(",")):
        if text == "real" and not said.real:
            print("real: not measured, because neither --real nor KEERPUNT_DATA says where it is")
            continue
        for size in filter(None, said.sizes.split(",")):
            study = Study(said.work, text, None if size == "all" else int(size), said.real)
            print(f"\n{text}: {study.incidents:,} incidents, {study.bytes / 1e6:.1f} MB of narratives; {about['keerpunt']}")
            for name in said.only.split(","):
                results = [one for one in results if (one["text"], one["incidents"], one["measure"]) != (text, study.incidents, name)]
                for found in measures.ALL[name](study, said.rounds):
                    print("  " + goals_table.line(found), flush=True)
                    results.append({"text": text, "incidents": study.incidents, "bytes": study.bytes, "measure": name,
                                    "rounds": said.rounds, **about, **asdict(found)})
                kept.write_text(json.dumps(results, indent=1), encoding="utf-8")
    if said.write:
        goals_table.write(ROOT / "docs/speed.md", results)


if __name__ == "__main__":
    main()
