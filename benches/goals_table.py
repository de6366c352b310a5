"""What was measured, as lines of text and as the tables of docs/speed.md."""
from peers import ahocorasick_words, lucene, python_re, raw_tantivy, ripgrep, spacy_phrases, sqlite_fts5

PEERS = [raw_tantivy, lucene, sqlite_fts5, ripgrep, python_re, spacy_phrases, ahocorasick_words]


def line(found):
    limits = "" if found.gate is None else f"  (at most {number(found.gate)}: {'holds' if holds(found.value, found.gate) else 'NOT REACHED'})"
    sides = "" if found.ours is None else f"  [{number(found.ours)} / {number(found.theirs)} CPU s]"
    value = "not measured" if found.value is None else f"{number(found.value)} {found.unit}"
    value += f" ({found.note})" if found.note else ""
    return f"{found.goal:>3}  {found.what:<58} {value}{limits}{sides}"


def holds(value, limit):
    return value is not None and value <= limit


def number(value):
    """Three digits that mean something."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.3g}"


BEGIN, END = "<!-- measured by benches/goals.py -->", "<!-- end of what was measured -->"
GOALS = {
    "1": "Building the index, beside other indexes",
    "2": "Weight of the index, without the copy of the texts",
    "3": "A table of 60 codes with the index there, beside FTS5",
    "4": "The same table, beside coding without an index",
    "5": "Every passage with its evidence, index there, beside ripgrep",
    "6": "Every passage without an index, beside ripgrep",
    "7": "Every passage without an index, beside Python's libraries",
    "8": "By themselves",
    "9": "A search",
    "10": "One in a hundred incidents new, changed or gone",
    "11": "Memory of its own (mapped files not counted)",
    "12": "Exactness",
    "13": "One rule of 60 changed, the others kept",
}


def columns(results):
    seen = {(one["text"], one["incidents"], one["bytes"]) for one in results}
    return sorted(seen, key=lambda column: (column[0] != "invented", column[1]))


def cell(one):
    if one is None:
        return ""
    if one["value"] is None:
        return "not measured"
    if one["unit"] == "differs":
        return "same" if one["value"] == 0 else "**differs**"
    if one["unit"] == "codes":
        return f"{one['value']:.0f} {one['note']}"
    return number(one["value"]) + ("" if one["gate"] is None or holds(one["value"], one["gate"]) else " ✗")


def goal_table(goal, results, over):
    """One row a quantity, one column a corpus."""
    rows = {}
    for one in results:
        if one["goal"] == goal:
            rows.setdefault((one["what"], one["unit"]), {})[one["text"], one["incidents"], one["bytes"]] = one
    if not rows:
        return []
    limits = {row: next(((one["gate"], one["best"]) for one in cells.values() if one["gate"] is not None), None)
              for row, cells in rows.items()}
    lines = [f"**{goal}. {GOALS[goal]}**", "",
             "| | unit | must | best | " + " | ".join(f"{text} {count:,}" for text, count, _ in over) + " |",
             "|---|---|---|---|" + "---|" * len(over)]
    for (what, unit), cells in rows.items():
        must = ("", "") if limits[what, unit] is None or unit == "differs" else map(number, limits[what, unit])
        lines.append(f"| {what} | {unit} | " + " | ".join(must) + " | " +
                     " | ".join(cell(cells.get(column)) for column in over) + " |")
    return [*lines, ""]


def growth_table(results):
    """CPU seconds by size over invented text; ten millions are told as extrapolated, by the last tenfold's factor."""
    rows = {}
    for one in results:
        if one["text"] == "invented" and one["unit"] == "CPU s" and one["goal"] in ("8", "13"):
            rows.setdefault(one["what"], {})[one["incidents"]] = one["value"]
    sizes = sorted({size for cells in rows.values() for size in cells})
    if len(sizes) < 2:
        return []
    last, before = sizes[-1], sizes[-2]
    factor = last / before
    lines = ["**Growth, invented text, CPU s**", "",
             "| | " + " | ".join(f"{size:,}" for size in sizes) + f" | {last / before:,.0f} times as many take | {last * factor:,.0f}, extrapolated |",
             "|---|" + "---|" * (len(sizes) + 2)]
    for what, cells in rows.items():
        told = [number(cells[size]) if size in cells else "" for size in sizes]
        if last in cells and before in cells:
            times = cells[last] / cells[before]
            told += [f"{times:.1f} times", number(cells[last] * times)]
        else:
            told += ["", ""]
        lines.append(f"| {what} | " + " | ".join(told) + " |")
    return [*lines, ""]


def peers_table():
    """What each peer is and cannot say; one that is not there is told as such."""
    lines = ["**The peers**", "", "| | version | what of the same 60 codes it cannot say |", "|---|---|---|"]
    for peer in PEERS:
        lines.append(f"| {peer.NAME} | {peer.missing() or peer.version()} | {peer.CANNOT} |")
    return [*lines, ""]


def write(page, results):
    """Replaces what stands between the two marks of the page."""
    over = columns(results)
    told = sorted({(one["keerpunt"], one["machine"], one["rounds"]) for one in results})
    lines = [BEGIN, ""]
    lines += [f"{program}; {machine}; {rounds} rounds." for program, machine, rounds in told]
    lines += ["Narratives: " + "; ".join(f"{text} {count:,} incidents, {size / 1e6:,.1f} MB" for text, count, size in over) + ".", ""]
    for goal in GOALS:
        lines += goal_table(goal, results, over)
    lines += growth_table(results) + peers_table()
    text = page.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    page.write_text(before + "\n".join([*lines, END]) + rest.split(END)[1], encoding="utf-8")
