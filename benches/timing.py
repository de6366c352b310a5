"""Whole processes timed, for the scripts beside this one."""
import os
import resource
import statistics
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
KEERPUNT = Path(os.environ.get("KEERPUNT", ROOT / "target/release/keerpunt")).absolute()


class Run(NamedTuple):
    """CPU seconds (user and system, children counted) and wall seconds."""
    cpu: float
    wall: float


def seconds_of(commands, folder):
    """What commands take, one after the other; their output is thrown away."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        done = subprocess.run(list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
        # 1 without a word is how ripgrep says that nothing was found
        if done.returncode and (done.returncode != 1 or done.stderr):
            sys.exit(f"{' '.join(map(str, command))}: {done.stderr.decode()}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(cpu, time.perf_counter() - began)


def in_turn(ways, folder, rounds, before=None):
    """Each way `rounds` times, taking turns, so that whatever else the machine does falls on all of them.

    `before` has for some ways what must happen before each run, which is not timed."""
    times = {name: [] for name in ways}
    for _ in range(rounds):
        for name, commands in ways.items():
            if before and name in before:
                before[name]()
            times[name].append(seconds_of(commands, folder))
    return times


def median_ratio(ours, theirs, which=0):
    """Of the pairs of one round; `which` is 0 for CPU, 1 for wall."""
    return statistics.median(a[which] / b[which] for a, b in zip(ours, theirs))


def median(runs, which=0):
    return statistics.median(run[which] for run in runs)


def version(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[0]


def peak_memory(command, folder):
    """The most memory a process had of its own, in bytes: files that it maps are not counted.

    Looked at every few milliseconds in /proc (Linux), so a peak of less than that may be missed."""
    running = subprocess.Popen(list(map(str, command)), cwd=folder, stdin=subprocess.DEVNULL,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, ended = 0, threading.Event()

    def look():
        nonlocal peak
        while not ended.wait(0.004):
            try:
                status = Path(f"/proc/{running.pid}/status").read_text(encoding="ascii")
            except OSError:
                return
            for line in status.splitlines():
                if line.startswith("RssAnon:"):
                    peak = max(peak, int(line.split()[1]) * 1024)

    looking = threading.Thread(target=look)
    looking.start()
    running.wait()
    ended.set()
    looking.join()
    return peak


def machine():
    """The processor and how many cores of it, as the system tells."""
    told = Path("/proc/cpuinfo")
    names = [line.split(":", 1)[1].strip() for line in told.read_text(encoding="utf-8").splitlines()
             if line.startswith("model name")] if told.exists() else []
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores ({names[0] if names else 'unknown'}), {memory:.0f} GB, {os.uname().sysname}"
