"""For peers that are Python libraries: a loop over narratives, timed inside, so that its start costs them nothing."""
import json
import subprocess
import sys
import time
from pathlib import Path

FOLDER = Path(__file__).resolve().parent


def narratives(folder, count):
    with open(Path(folder) / "incidents.jsonl", encoding="utf-8") as lines:
        return [json.loads(line)["narrative"] for _, line in zip(range(count), lines)]


def told(texts, spans_of, made_ready):
    """Prints CPU seconds, megabytes and the number of spans; `made_ready` is not timed."""
    ready = made_ready()
    began = time.process_time()
    spans = spans_of(texts, ready)
    cpu = time.process_time() - began
    print(json.dumps({"cpu": cpu, "megabytes": sum(len(text.encode()) for text in texts) / 1e6, "spans": spans}))


def measured(peer, folder, language, count):
    """CPU seconds a megabyte of one run of a peer's file."""
    done = subprocess.run([sys.executable, FOLDER / peer, folder, language, str(count)], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{peer}: {done.stderr}")
    one = json.loads(done.stdout)
    return one["cpu"] / one["megabytes"]


def book(language):
    sys.path.insert(0, str(FOLDER.parent))
    from codebook import Book
    return Book(language)
