"""tantivy as its own examples use it: `TEXT | STORED`, a document an incident; see raw_tantivy.rs."""
import os
import re

from timing import ROOT

NAME = "raw tantivy"
CANNOT = "it is only built: what a codebook asks for its queries cannot say (stems beside words, sentences, spans)"


def program():
    """The newest one that cargo made, or RAW_TANTIVY=path."""
    if "RAW_TANTIVY" in os.environ:
        return os.environ["RAW_TANTIVY"]
    made = [file for file in (ROOT / "target/release/deps").glob("raw_tantivy-*") if not file.suffix]
    return max(made, key=lambda file: file.stat().st_mtime, default=None)


def missing():
    return None if program() else "not built: cargo build --release --features mimalloc --bench raw_tantivy"


def version():
    locked = (ROOT / "Cargo.lock").read_text(encoding="utf-8")
    return "tantivy " + re.search(r'name = "tantivy"\nversion = "(.*)"', locked)[1] + ", 2 threads, 150 MB"


def build(folder):
    return [program(), "incidents.jsonl", folder]
