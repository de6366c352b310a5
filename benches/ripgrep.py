#!/usr/bin/env python3
"""Coding without an index beside ripgrep with as many patterns, as CPU ratios of one run.

usage: ripgrep.py [INCIDENTS | NARRATIVES.jsonl] [ROUNDS]

Needs python3, ripgrep (rg) and a release build of keerpunt (or KEERPUNT=path). The programs
take turns; CPU seconds are compared, never wall time. ripgrep tells less: which lines hold a
hit of some code (-c), or where, but of which code not (--only-matching).
"""
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import KEERPUNT, ROOT, in_turn, median_ratio, version


def main():
    incidents = sys.argv[1] if len(sys.argv) > 1 else "20000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    if not shutil.which("rg"):
        print("ripgrep.py: not measured, because rg is missing")
        return
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, ROOT / "benches/make_corpus.py", folder, incidents], check=True)
        ways = {
            "keerpunt crosstab --no-index": [[KEERPUNT, "crosstab", "--no-index", "--format", "csv"]],
            "keerpunt apply --no-index": [[KEERPUNT, "apply", "--no-index", "--format", "jsonl"]],
            "rg -c": [["rg", "--no-unicode", "-c", "-i", "-f", "patterns.txt", "lines.txt"]],
            "rg -o": [["rg", "--no-unicode", "-o", "-b", "-i", "-f", "patterns.txt", "lines.txt"]],
        }
        times = in_turn(ways, folder, rounds)
        size = (Path(folder) / "lines.txt").stat().st_size / 1e6
        print(f"{incidents}: {size:.1f} MB, 60 codes; {rounds} rounds; "
              f"{version([KEERPUNT, '--version'])}; {version(['rg', '--version'])}")
        for name, all_seconds in times.items():
            seconds = [cpu for cpu, _ in all_seconds]
            middle = statistics.median(seconds)
            print(f"{name:<30} {middle:6.3f} CPU s  {size / middle:6.1f} MB/s  "
                  f"({min(seconds):.3f} to {max(seconds):.3f})")
        for ours in list(ways)[:2]:
            for theirs in list(ways)[2:]:
                print(f"{ours} / {theirs}: {median_ratio(times[ours], times[theirs], 0):.2f}")


if __name__ == "__main__":
    main()
