#!/usr/bin/env python3
"""Coding without an index beside ripgrep with as many patterns, as CPU ratios of one run.

usage: ripgrep.py [INCIDENTS] [ROUNDS]

Needs python3, ripgrep (rg) and a release build of keerpunt. The programs take turns, so
that whatever else the machine does falls on all of them; CPU seconds (user and system,
children counted) are compared, never wall time. ripgrep tells less: which lines hold a
hit of some code (-c), or where, but of which code not (--only-matching).
"""
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def cpu_of(command, folder):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nowhere:
        done = subprocess.run(command, cwd=folder, stdout=nowhere, stderr=subprocess.PIPE, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


def main():
    incidents = sys.argv[1] if len(sys.argv) > 1 else "20000"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    keerpunt = os.environ.get("KEERPUNT", ROOT / "target/release/keerpunt")
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([sys.executable, ROOT / "benches/make_corpus.py", folder, incidents], check=True)
        ways = {
            "keerpunt crosstab --no-index": [keerpunt, "crosstab", "--no-index", "--format", "csv"],
            "keerpunt apply --no-index": [keerpunt, "apply", "--no-index", "--format", "jsonl"],
            "rg -c": ["rg", "--no-unicode", "-c", "-i", "-f", "patterns.txt", "lines.txt"],
            "rg -o": ["rg", "--no-unicode", "-o", "-b", "-i", "-f", "patterns.txt", "lines.txt"],
        }
        times = {name: [] for name in ways}
        for _ in range(rounds):
            for name, command in ways.items():
                times[name].append(cpu_of(command, folder))
        size = (Path(folder) / "lines.txt").stat().st_size / 1e6
        print(f"{incidents} incidents, {size:.1f} MB, 60 codes; {rounds} rounds; "
              f"{version([keerpunt, '--version'])}; {version(['rg', '--version'])}")
        for name, seconds in times.items():
            middle = statistics.median(seconds)
            print(f"{name:<30} {middle:6.3f} CPU s  {size / middle:6.1f} MB/s  "
                  f"({min(seconds):.3f} to {max(seconds):.3f})")
        for ours in list(ways)[:2]:
            for theirs in list(ways)[2:]:
                ratios = [a / b for a, b in zip(times[ours], times[theirs])]
                print(f"{ours} / {theirs}: {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
