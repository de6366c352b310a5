"""Whole processes timed, for the scripts beside this one."""
import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEERPUNT = Path(os.environ.get("KEERPUNT", ROOT / "target/release/keerpunt")).absolute()


def seconds_of(commands, folder):
    """CPU seconds (user and system, children counted) and wall seconds of commands, one after the other."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        done = subprocess.run(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(map(str, command))}: {done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return cpu, time.perf_counter() - began


def in_turn(ways, folder, rounds):
    """Each way `rounds` times, taking turns, so that whatever else the machine does falls on all of them."""
    times = {name: [] for name in ways}
    for _ in range(rounds):
        for name, commands in ways.items():
            times[name].append(seconds_of(commands, folder))
    return times


def median_ratio(ours, theirs, which):
    """Of the pairs of one round; `which` is 0 for CPU, 1 for wall."""
    return statistics.median(a[which] / b[which] for a, b in zip(ours, theirs))


def version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]
