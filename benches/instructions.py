#!/usr/bin/env python3
"""Counts the instructions of keerpunt's inner loops: the same for the same build, however busy the machine.

usage: instructions.py check [KEERPUNT]    against benches/instructions.json and against each other
       instructions.py compare OLD NEW     two builds
       instructions.py record [KEERPUNT]   writes benches/instructions.json anew

Needs valgrind (callgrind). Each piece of work is done over a small and over a larger corpus; what the
larger one takes more, by the byte of narrative, is what counts, so that starting up does not. `compare`
fails where the new build takes a tenth more than the old one; `check` where it takes half as much again as the
build that was recorded (while the compiler is the same), or leaves its proportion to coding without an
index. Where it does for a good reason, record anew and say why in the commit.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from study import Study
from timing import KEERPUNT, ROOT

RECORDED = ROOT / "benches/instructions.json"
SIZES = (1000, 3000)
MOST, MOST_OF_RECORD = 1.10, 1.5
STREAM = "crosstab, no index"
# Prepared by what is not counted, then the command whose instructions are.
WORK = {
    "index": ("nothing", ["index"]),
    STREAM: ("nothing", ["crosstab", "--no-index", "--format", "csv"]),
    "apply, no index": ("nothing", ["apply", "--no-index", "--format", "jsonl"]),
    "crosstab, rules new": ("index", ["crosstab", "--format", "csv"]),
    "crosstab, rules kept": ("table", ["crosstab", "--format", "csv"]),
    "search": ("index", ["search", "nurse AND alarm", "--format", "csv"]),
}
# Proportions to coding without an index that hold in every build.
PROPORTIONS = {"index": 3.0, "apply, no index": 1.5, "crosstab, rules new": 2.0, "crosstab, rules kept": 0.9, "search": 0.9}


def prepared(study, program, how):
    study.forget_index()
    if how != "nothing":
        subprocess.run([program, "--quiet", "index"], cwd=study.folder, check=True, stdout=subprocess.DEVNULL)
    if how == "table":
        subprocess.run([program, "crosstab"], cwd=study.folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def instructions(study, program, arguments):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program, "--quiet", *arguments],
        cwd=study.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False,
        env={**os.environ, "RAYON_NUM_THREADS": "1"})
    told = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode or not told:
        sys.exit(f"{program} {' '.join(arguments)}: {done.stderr}")
    return int(told[1])


def by_the_byte(program):
    """Instructions a byte of narrative for each piece of work."""
    program = Path(program).absolute()
    found = {}
    with tempfile.TemporaryDirectory() as work:
        small, large = (Study(work, "invented", size) for size in SIZES)
        for name, (how, arguments) in WORK.items():
            counts = []
            for study in (small, large):
                prepared(study, program, how)
                counts.append(instructions(study, program, arguments))
            found[name] = (counts[1] - counts[0]) / (large.bytes - small.bytes)
    return found


def beside(old, new, most):
    """Prints both; whether none takes more than `most` times what it took."""
    well = True
    for name, now in new.items():
        ratio = now / old[name] if name in old else None
        bad = ratio is not None and ratio > most
        well &= not bad
        print(f"{name:<24} {now:8.1f} instructions a byte" +
              ("" if ratio is None else f", {ratio:.3f} of what it took") + (f"  MORE THAN {most}" if bad else ""))
    return well


def in_proportion(new):
    well = True
    for name, most in PROPORTIONS.items():
        ratio = new[name] / new[STREAM]
        bad = ratio > most
        well &= not bad
        print(f"{name} / {STREAM}: {ratio:.3f}, at most {most}" + ("  TOO MUCH" if bad else ""))
    return well


def compiler():
    return subprocess.run(["rustc", "--version"], capture_output=True, text=True, check=True).stdout.strip()


def check(program):
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    new = by_the_byte(program)
    same = recorded["compiler"] == compiler()
    if not same:
        print(f"not compared with the record, which is of {recorded['compiler']}; this is {compiler()}")
    well = beside(recorded["work"] if same else {}, new, MOST_OF_RECORD)
    return in_proportion(new) and well


def record(program):
    new = by_the_byte(program)
    beside({}, new, MOST)
    RECORDED.write_text(json.dumps({"compiler": compiler(), "work": {name: round(count, 1) for name, count in new.items()}},
                                   indent=1) + "\n", encoding="utf-8")
    return in_proportion(new)


def main():
    match sys.argv[1:]:
        case ["check", *program] if len(program) < 2:
            what = lambda: check(*program or [KEERPUNT])
        case ["record", *program] if len(program) < 2:
            what = lambda: record(*program or [KEERPUNT])
        case ["compare", old, new]:
            what = lambda: beside(by_the_byte(old), by_the_byte(new), MOST)
        case _:
            sys.exit(__doc__)
    if not shutil.which("valgrind"):
        print("instructions not counted, because valgrind is missing")
        return
    sys.exit(0 if what() else 1)


if __name__ == "__main__":
    main()
