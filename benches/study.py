"""A study that is being timed: where it lies, what its index weighs, and how it is changed."""
import json
import shutil
from pathlib import Path

import make_corpus
from codebook import Book

INDEX = ".keerpunt"


class Study:
    """`text` is `invented` (English) or `real` (Dutch law); `count` incidents, None for all there are."""

    def __init__(self, work, text, count, real=None):
        self.text, self.language = text, "en" if text == "invented" else "nl"
        self.folder = Path(work).resolve() / f"{text}-{count or 'all'}"
        self.book = Book(self.language)
        made = self.folder / "made.json"
        if not made.exists():
            source = real if text == "real" else None
            size = make_corpus.make(self.folder, count, source, self.language)
            made.write_text(json.dumps(size), encoding="utf-8")
        self.incidents, self.bytes = json.loads(made.read_text(encoding="utf-8"))

    def lines_for_peers(self):
        """A narrative a line, and a regex a code: made when a peer first asks for them, because they take disk."""
        if not (self.folder / "lines.txt").exists():
            make_corpus.write_lines(self.folder, self.book)

    def forget_index(self):
        shutil.rmtree(self.folder / INDEX, ignore_errors=True)

    def forget_suggestions(self):
        """So that rules are looked for, as they are when a codebook is new."""
        for file in (self.folder / INDEX / "index").glob("found-*"):
            file.unlink()

    def forget(self, name):
        shutil.rmtree(self.folder / name, ignore_errors=True)

    def weight(self, name=INDEX, but=()):
        """Bytes of the files in a folder, without those whose names begin with one of `but`."""
        files = (file for file in (self.folder / name).rglob("*") if file.is_file())
        return sum(file.stat().st_size for file in files if not file.name.startswith(tuple(but) or ("\0",)))

    def index_weight(self):
        """Without the copy of the texts, and without what rules found."""
        return self.weight(but=("texts-", "found-"))


class Changes:
    """One in a hundred incidents new, changed or gone, in a copy of the study's corpus."""

    NAMES = ["added at the end", "added in a further file", "added in the middle", "changed", "deleted"]

    def __init__(self, study):
        self.study, self.folder = study, study.folder / "changing"
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir()
        (self.folder / "corpus").mkdir()
        self.file = self.folder / "corpus" / "incidents.jsonl"
        shutil.copy(study.folder / "incidents.jsonl", self.file)
        shutil.copy(study.folder / "codebook.yaml", self.folder)
        told = json.loads((study.folder / "keerpunt.yaml").read_text(encoding="utf-8"))
        told["corpus"] = [{"path": "corpus"}]
        (self.folder / "keerpunt.yaml").write_text(json.dumps(told), encoding="utf-8")
        self.times = 0

    def every_hundredth(self):
        with open(self.study.folder / "incidents.jsonl", encoding="utf-8") as lines:
            for at, line in enumerate(lines):
                if at % 100 == 50:
                    yield json.loads(line)

    def written(self, incidents, to):
        for incident in incidents:
            to.write(json.dumps(incident, ensure_ascii=False) + "\n")

    def as_new(self):
        """The same stories a little different, by ids that were never there."""
        self.times += 1
        for incident in self.every_hundredth():
            yield {**incident, "id": f"new{self.times}-{incident['id']}", "narrative": incident["narrative"] + f" Again {self.times}."}

    def make(self, name):
        if name == "added at the end":
            with open(self.file, "a", encoding="utf-8") as to:
                self.written(self.as_new(), to)
        elif name == "added in a further file":
            with open(self.folder / "corpus" / f"more{self.times}.jsonl", "w", encoding="utf-8") as to:
                self.written(self.as_new(), to)
        else:
            self.rewrite(name)

    def rewrite(self, name):
        self.times += 1
        new = self.file.with_suffix(".part")
        with open(self.file, encoding="utf-8") as lines, open(new, "w", encoding="utf-8") as to:
            for at, line in enumerate(lines):
                if name == "added in the middle" and at == self.study.incidents // 2:
                    self.written(self.as_new(), to)
                if at % 100 == self.times:
                    if name == "deleted":
                        continue
                    if name == "changed":
                        incident = json.loads(line)
                        incident["narrative"] += f" Changed {self.times}."
                        line = json.dumps(incident, ensure_ascii=False) + "\n"
                to.write(line)
        new.replace(self.file)

    def done(self):
        shutil.rmtree(self.folder)
