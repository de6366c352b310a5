#!/usr/bin/env python3
"""A table of 60 codes beside ripgrep run once for each code, as ratios of one run.

usage: each_code.py ARCHIVE.jsonl [ROUNDS]

ARCHIVE.jsonl holds an incident a line, with `narrative` and `outcome`. Needs python3, ripgrep
(rg) and a release build of keerpunt (or KEERPUNT=path). The ways take turns. ripgrep gets the
narratives alone, a line each, and tells for one code how many lines hold it; keerpunt reads the
archive as it is, with all its fields, and prints the codes by outcome. Wall seconds are told
too: they say something on a quiet machine only.
"""
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import make_corpus
from codebook import Book
from timing import KEERPUNT, in_turn, median_ratio, version

STUDY = {
    "keerpunt": 1,
    "title": "Bench",
    "language": "en",
    "corpus": [{"path": "archive.jsonl"}],
    "codebook": "codebook.yaml",
    "outcome": {"attribute": "outcome"},
}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    archive, rounds = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 7
    if not shutil.which("rg"):
        print("each_code.py: not measured, because rg is missing")
        return
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_corpus.make(folder, source=archive)
        make_corpus.write_lines(folder, Book("en"))
        (folder / "incidents.jsonl").unlink()
        shutil.copy(archive, folder / "archive.jsonl")
        (folder / "keerpunt.yaml").write_text(json.dumps(STUDY), encoding="utf-8")
        patterns = (folder / "patterns.txt").read_text(encoding="utf-8").splitlines()
        table = [KEERPUNT, "crosstab", "--format", "csv"]
        ways = {
            "keerpunt crosstab, warm": [table],
            "keerpunt crosstab --no-index": [[*table, "--no-index"]],
            f"rg -c, {len(patterns)} runs": [
                ["rg", "--no-unicode", "-c", "-i", "-e", pattern, "lines.txt"] for pattern in patterns],
        }
        subprocess.run([KEERPUNT, "--quiet", "index"], cwd=folder, check=False)
        times = in_turn(ways, folder, rounds)
        lines, whole = ((folder / file).stat().st_size / 1e6 for file in ("lines.txt", "archive.jsonl"))
        print(f"{archive.name}: {whole:.1f} MB, of it {lines:.1f} MB narratives; {len(patterns)} codes; "
              f"{rounds} rounds; {version([KEERPUNT, '--version'])}; {version(['rg', '--version'])}")
        for way, seconds in times.items():
            cpu, wall = (statistics.median(one[which] for one in seconds) for which in (0, 1))
            print(f"{way:<30} {cpu:6.3f} CPU s  {wall:6.3f} s wall  "
                  f"(wall {min(one[1] for one in seconds):.3f} to {max(one[1] for one in seconds):.3f})")
        *ours, theirs = ways
        for way in ours:
            cpu, wall = (median_ratio(times[way], times[theirs], which) for which in (0, 1))
            print(f"{way} / {theirs}: CPU {cpu:.2f}, wall {wall:.2f}")


if __name__ == "__main__":
    main()
