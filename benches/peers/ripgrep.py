"""ripgrep with the sixty codes as regexes at once, over a narrative a line."""
import shutil

from timing import version as first_line

NAME = "ripgrep"
FLAGS = ["--no-unicode", "-i", "-f", "patterns.txt", "lines.txt"]
CANNOT = ("which code a hit is of, NOT, negation, sentences by more than a full stop, stems (endings stand for them), "
          "Unicode's letters (`--no-unicode`: with them it takes many times as long)")


def missing():
    return None if shutil.which("rg") else "rg is missing"


def version():
    return first_line(["rg", "--version"])


def lines_hit():
    """Which narratives hold a hit of some code; the rest of one is not looked at."""
    return ["rg", "-c", *FLAGS]


def every_hit():
    return ["rg", "-o", "-b", *FLAGS]
