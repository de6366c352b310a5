"""The goals, each measured over one study; every function yields what it found.

All but wall times are CPU seconds of whole processes, medians of runs that took turns; a ratio is the
median of the pairs of one round.
"""
import hashlib
import json
import statistics
import subprocess
from dataclasses import dataclass
from typing import Optional

from peers import ahocorasick_words, looping, lucene, python_re, raw_tantivy, ripgrep, spacy_phrases, sqlite_fts5
from study import Changes
from timing import KEERPUNT, in_turn, median, median_ratio, peak_memory, seconds_of

TABLE = [KEERPUNT, "crosstab", "--format", "csv"]
SPANS = [KEERPUNT, "apply", "--format", "jsonl"]
INDEX = [KEERPUNT, "--quiet", "index"]


@dataclass
class Found:
    """One line of the goals' table. `gate` and `best` are upper limits of `value`, or None where there is no goal."""
    goal: str
    what: str
    value: Optional[float]
    unit: str = "ratio"
    gate: Optional[float] = None
    best: Optional[float] = None
    ours: Optional[float] = None
    theirs: Optional[float] = None
    note: str = ""


LEFT_OUT = set()


def there(peer):
    """Whether a peer can be had and was not left out by name."""
    return peer.missing() is None and peer.NAME not in LEFT_OUT


def beside(goal, what, times, ours, theirs, gate=None, best=None, note=""):
    return Found(goal, what, median_ratio(times[ours], times[theirs]), "ratio", gate, best,
                 median(times[ours]), median(times[theirs]), note)


def build(study, rounds):
    """1, 2 and 8: building the index beside other indexes, and what it weighs."""
    ways, before = {"ours": [INDEX]}, {"ours": study.forget_index}
    peers = {}
    if there(raw_tantivy):
        ways["tantivy"], before["tantivy"] = [raw_tantivy.build("tantivy")], lambda: study.forget("tantivy")
        peers["tantivy"] = (raw_tantivy.NAME, 0.6, 0.35)
    if there(lucene):
        study.lines_for_peers()
        lucene.prepare(study.folder / "classes")
        ways["lucene"], before["lucene"] = [lucene.build("lucene", "classes")], lambda: study.forget("lucene")
        peers["lucene"] = (lucene.NAME, None, None)
    if there(sqlite_fts5):
        ways["fts5"] = [sqlite_fts5.build(study.folder, study.language)]
        peers["fts5"] = (sqlite_fts5.NAME, None, None)
    times = in_turn(ways, study.folder, rounds, before)
    for peer, (name, gate, best) in peers.items():
        yield beside("1", f"index / {name}", times, "ours", peer, gate, best)
    yield Found("2", "index / narratives", study.index_weight() / study.bytes, "bytes", 0.5, 0.4)
    yield Found("8", "index", median(times["ours"]), "CPU s", *at_a_million(study, 40, 15))
    for peer in ("tantivy", "lucene"):
        if peer in peers:
            yield Found("2", f"{peers[peer][0]} / narratives", study.weight(peer) / study.bytes, "bytes")
        study.forget(peer)
    study.forget("classes")
    if "fts5" in peers:
        yield Found("2", f"{sqlite_fts5.NAME} / narratives", (study.folder / sqlite_fts5.DATABASE).stat().st_size / study.bytes, "bytes")


def at_a_million(study, gate, best):
    return (gate, best) if study.incidents >= 1_000_000 else (None, None)


def tables(study, rounds):
    """3, 4 and 8: the table of sixty codes."""
    seconds_of([INDEX], study.folder)
    ways = {"new": [TABLE], "kept": [TABLE], "streamed": [[*TABLE, "--no-index"]]}
    if there(sqlite_fts5) and (study.folder / sqlite_fts5.DATABASE).exists():
        ways["fts5"] = [sqlite_fts5.crosstab()]
    times = in_turn(ways, study.folder, rounds, {"new": study.forget_suggestions})
    if "fts5" in ways:
        queries = f"{sum(query is not None for query in study.book.fts5())} of 60 codes"
        yield beside("3", "crosstab, rules new / FTS5", times, "new", "fts5", 0.25, 0.10, note=queries)
        yield beside("3", "crosstab, rules kept / FTS5", times, "kept", "fts5", note=queries)
    yield beside("4", "crosstab, rules new / `--no-index`", times, "new", "streamed", 1 / 12, 1 / 20)
    yield beside("4", "crosstab, rules kept / `--no-index`", times, "kept", "streamed")
    yield Found("8", "crosstab, rules new", median(times["new"]), "CPU s", *at_a_million(study, 1.2, 0.4))
    yield Found("8", "crosstab, rules kept", median(times["kept"]), "CPU s")
    yield Found("8", "crosstab, rules kept", median(times["kept"], 1), "wall s")


def passages(study, rounds):
    """5, 6 and 8: every passage with its evidence, beside ripgrep."""
    seconds_of([INDEX], study.folder)
    ways = {"new": [SPANS], "streamed": [[*SPANS, "--no-index"]]}
    if there(ripgrep):
        study.lines_for_peers()
        ways |= {"rg -c": [ripgrep.lines_hit()], "rg -o": [ripgrep.every_hit()]}
    times = in_turn(ways, study.folder, rounds, {"new": study.forget_suggestions})
    yield Found("8", "apply, rules new", median(times["new"]), "CPU s", *at_a_million(study, 5, 2))
    yield Found("8", "apply `--no-index`", median(times["streamed"]), "CPU s")
    if "rg -c" in ways:
        yield beside("5", "apply, rules new / `rg -c`", times, "new", "rg -c", 0.25, 0.10)
        yield beside("6", "apply `--no-index` / `rg -c`", times, "streamed", "rg -c", 0.5, 0.25)
        yield beside("5", "apply, rules new / `rg -o`", times, "new", "rg -o")
        yield beside("6", "apply `--no-index` / `rg -o`", times, "streamed", "rg -o")


def libraries(study, rounds, most=3000):
    """7: passages beside loops in Python, by the megabyte; theirs are timed within, without their start."""
    for peer, gate, best in ((python_re, 1 / 80, 1 / 200), (spacy_phrases, 1 / 40, 1 / 100), (ahocorasick_words, None, None)):
        if not there(peer):
            why = peer.missing() or "left out"
            yield Found("7", f"apply `--no-index` / {peer.NAME}, a MB", None, gate=gate, best=best, note=why)
            continue
        pairs = [(seconds_of([[*SPANS, "--no-index"]], study.folder).cpu / (study.bytes / 1e6),
                  looping.measured(peer.FILE, study.folder, study.language, most)) for _ in range(rounds)]
        ours, theirs = (statistics.median(side) for side in zip(*pairs))
        yield Found("7", f"apply `--no-index` / {peer.NAME}, a MB", statistics.median(a / b for a, b in pairs),
                    "ratio", gate, best, ours, theirs)


def searches(study, rounds):
    """9: the slowest of twenty searches, but one (the 95th percentile)."""
    seconds_of([INDEX], study.folder)
    ways = {query: [[KEERPUNT, "search", query, "--format", "csv"]] for query in study.book.searches}
    times = in_turn(ways, study.folder, rounds)
    for which, unit in ((0, "CPU ms"), (1, "wall ms")):
        ordered = sorted((median(runs, which) * 1000, query) for query, runs in times.items())
        value, query = ordered[-2]
        limits = at_a_million(study, 80, 20) if which == 0 else (None, None)
        yield Found("9", f"search, p95 of {len(ordered)}", value, unit, *limits, note=query)
        yield Found("9", "search, median", statistics.median(one for one, _ in ordered), unit)


def changes(study, rounds):
    """10: one in a hundred incidents new, changed or gone, beside building all."""
    changing = Changes(study)
    whole = seconds_of([INDEX], changing.folder)
    ratios = {name: [] for name in changing.NAMES}
    for _ in range(rounds):
        for name in changing.NAMES:
            changing.make(name)
            ratios[name].append(seconds_of([INDEX], changing.folder).cpu)
    for name, seconds in ratios.items():
        ours = statistics.median(seconds)
        yield Found("10", f"1 % {name} / index", ours / whole.cpu, "ratio", 0.025, 0.015, ours, whole.cpu)
    changing.done()


def memory(study, _rounds):
    """11: memory of its own."""
    study.forget_index()
    limits = at_a_million(study, 600, 300)
    yield Found("11", "index", peak_memory(INDEX, study.folder) / 1e6, "MB", *limits)
    for name, command in (("apply", SPANS), ("crosstab", TABLE)):
        study.forget_suggestions()
        yield Found("11", f"{name}, rules new", peak_memory(command, study.folder) / 1e6, "MB", *limits)
    yield Found("11", "apply `--no-index`", peak_memory([*SPANS, "--no-index"], study.folder) / 1e6, "MB")


def exactness(study, _rounds):
    """12: the index and the stream tell the same, to the byte."""
    study.forget_suggestions()
    for name, command in (("crosstab", TABLE), ("apply", SPANS)):
        one, other = digest(command, study.folder), digest([*command, "--no-index"], study.folder)
        yield Found("12", f"{name} = {name} `--no-index`", float(one != other), "differs", 0, 0)
    if there(sqlite_fts5) and (study.folder / sqlite_fts5.DATABASE).exists():
        ours, theirs = counts(TABLE, study), fts5_counts(study)
        same = sum(ours[code] == hits for code, hits in theirs.items())
        yield Found("12", "codes counted as FTS5 counts them", same, "codes", note=f"of {len(theirs)}")


def digest(command, folder):
    running = subprocess.Popen(list(map(str, command)), cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    told = hashlib.sha256()
    while block := running.stdout.read(1 << 20):
        told.update(block)
    return running.wait(), told.digest()


def counts(command, study):
    done = subprocess.run(list(map(str, command)), cwd=study.folder, capture_output=True, text=True, check=True)
    head, *rows = (line.split(",") for line in done.stdout.splitlines())
    return {row[0]: int(row[head.index("total")]) for row in rows if row[0]}


def fts5_counts(study):
    done = subprocess.run(sqlite_fts5.crosstab(), cwd=study.folder, capture_output=True, text=True, check=True)
    hits = {f"c{number:02}": 0 for number, query in enumerate(study.book.fts5(), 1) if query}
    for line in done.stdout.splitlines():
        code, outcome, number = line.split("|")
        hits[code] += int(number) if outcome else 0
    return hits


def one_rule(study, rounds):
    """One rule of sixty changed, all others kept: what somebody waits for who is making a codebook."""
    file = study.folder / "codebook.yaml"
    as_it_was = file.read_text(encoding="utf-8")
    book = json.loads(as_it_was)
    seconds_of([INDEX, TABLE], study.folder)
    runs = []
    for turn in range(max(3, rounds)):
        rule = book["codes"][turn % 13]["rules"][0]
        rule["any"] = [*rule["any"], study.book.data.LISTS[(turn + 5) % 13].split()[0] + "~"]
        file.write_text(json.dumps(book), encoding="utf-8")
        runs.append(seconds_of([TABLE], study.folder))
    file.write_text(as_it_was, encoding="utf-8")
    yield Found("13", "crosstab, one rule of 60 changed", median(runs), "CPU s")
    yield Found("13", "crosstab, one rule of 60 changed", median(runs, 1), "wall s")


ALL = {"build": build, "tables": tables, "passages": passages, "libraries": libraries, "searches": searches,
       "changes": changes, "memory": memory, "exactness": exactness, "rule": one_rule}
