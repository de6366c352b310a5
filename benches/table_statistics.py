#!/usr/bin/env python3
"""What the statistics of a table cost beside the bare table, as ratios of one run.

usage: table_statistics.py [INCIDENTS] [ROUNDS]

Makes INCIDENTS (1,000,000) coded incidents, the same on every machine, written line by line: an
outcome, a respondent (three incidents each on average) and some of 60 codes, given by a coder.
Then `keerpunt crosstab` with `--stats none`, `basic` and `full` take turns, index there. Needs
python3 and a release build of keerpunt (or KEERPUNT=path).
"""
import json
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from timing import KEERPUNT, in_turn, median_ratio, version

CODES = [f"c{at:02}" for at in range(60)]
STUDY = {
    "keerpunt": 1,
    "title": "Bench",
    "language": "en",
    "corpus": [{"path": "incidents.csv", "columns": {"id": "id", "narrative": "text"},
                "codes": {"column": "codes", "separator": ";", "coder": "an", "blank": "none"}}],
    "outcome": {"attribute": "outcome", "values": {"success": ["success"], "failure": ["failure"]}},
    "respondent": "respondent",
}


def make(folder, incidents):
    """Codes from common to rare, each a little more or less likely with success."""
    drawn = random.Random(1)
    odds = [(0.3 / (1 + at / 4), 0.02 * (at % 5 - 2)) for at in range(60)]
    with open(folder / "incidents.csv", "w", encoding="utf-8") as out:
        out.write("id,outcome,respondent,codes,text\n")
        for at in range(incidents):
            good = drawn.random() < 0.5
            given = [code for code, (share, more) in zip(CODES, odds)
                     if drawn.random() < max(0.001, share + (more if good else 0))]
            teller = drawn.randrange(max(1, incidents // 3))
            out.write(f"i{at},{'success' if good else 'failure'},r{teller},{';'.join(given)},Somebody helped.\n")
    (folder / "keerpunt.yaml").write_text(json.dumps(STUDY), encoding="utf-8")


def main():
    incidents = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make(folder, incidents)
        subprocess.run([KEERPUNT, "--quiet", "index"], cwd=folder, check=True)
        ways = {f"--stats {stats}": [[KEERPUNT, "crosstab", "--format", "csv", "--stats", stats]]
                for stats in ("none", "basic", "full")}
        times = in_turn(ways, folder, rounds)
        print(f"{incidents} incidents, {len(CODES)} codes; {rounds} rounds; {version([KEERPUNT, '--version'])}")
        bare = times["--stats none"]
        for way, seconds in times.items():
            cpu, wall = (statistics.median(one[which] for one in seconds) for which in (0, 1))
            ratio = median_ratio(seconds, bare, 0)
            print(f"{way:<14} {cpu:6.2f} CPU s  {wall:6.2f} s wall  {ratio:5.2f} of none (CPU)")


if __name__ == "__main__":
    main()
