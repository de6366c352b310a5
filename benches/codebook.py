"""The sixty codes of a language, as keerpunt's codebook and in what other tools have for one."""
import importlib
import itertools
import json
from dataclasses import dataclass, field

LANGUAGES = ("en", "nl")


@dataclass(frozen=True)
class Code:
    """One part of every group must hit within the scope, and nothing of `none`; `strewn` is laid into invented texts."""
    scope: str
    groups: list
    none: list = field(default_factory=list)
    strewn: list = field(default_factory=list)


class Book:
    """13 lists of stems, 12 phrases, 10 AND, 5 AND NOT, 6 near, 5 wildcards, 4 regexes, 3 in a paragraph, 2 in an incident."""

    def __init__(self, language):
        self.language = language
        self.data = importlib.import_module(f"codebook_{language}")
        self.searches = self.data.SEARCHES
        self.codes = list(self._codes())
        assert len(self.codes) == 60, len(self.codes)

    def _codes(self):
        data = self.data
        for words in map(str.split, data.LISTS):
            yield Code("sentence", [stems(words)], strewn=words + [words[0] + "s"])
        for phrase in data.PHRASES:
            yield Code("sentence", [[stem(phrase)]], strewn=[phrase])
        for one, other in (map(str.split, pair) for pair in data.BOTH):
            strewn = [f"{a} quickly {b}" for a in one for b in other]
            yield Code("sentence", [stems(one), stems(other)], strewn=strewn)
        for one, other, none in data.UNLESS:
            strewn = [f"{one.split()[0]} was {other}"]
            yield Code("sentence", [stems(one.split()), [stem(other)]], stems(none.split()), strewn)
        for one, other, most in data.NEAR:
            strewn = [f"{one} saw the {other}", f"{other} of one {one}"]
            yield Code("sentence", [[f"{one}~ <{most}> {other}~"]], strewn=strewn)
        for wild in data.WILDCARDS:
            yield Code("sentence", [[wild]], strewn=[wild.strip("*") + end for end in ("ing", "ed", "ion")])
        for regex, strewn in data.REGEXES:
            yield Code("sentence", [[rf"/\b(?:{regex})\b/"]], strewn=strewn)
        for scope, told in (("paragraph", data.PARAGRAPHS), ("incident", data.INCIDENTS)):
            for one, other, none, strewn in told:
                yield Code(scope, [stems(one), stems(other)], stems(none), [strewn])

    def keerpunt(self):
        """The codebook file, as JSON (which is YAML)."""
        entries = []
        for number, code in enumerate(self.codes, 1):
            rule = {"within": code.scope, "negated": "ignore"}
            if len(code.groups) == 1:
                rule["any"] = code.groups[0]
            else:
                rule["all"] = [group[0] if len(group) == 1 else "(" + "|".join(group) + ")" for group in code.groups]
            if code.none:
                rule["none"] = code.none
            entries.append({"id": f"c{number:02}", "label": f"Code {number}", "definition": "For timing.", "rules": [rule]})
        return json.dumps({"codebook": "sixty", "version": "1.0.0", "codes": entries}, indent=1)

    def regexes(self):
        """A regex a code, as near as it comes: endings stand for stems, and `none` cannot be said."""
        return [self._regex(code) for code in self.codes]

    def _regex(self, code):
        groups = ["(?:" + "|".join(map(self._regex_of_pattern, group)) + ")" for group in code.groups]
        if len(groups) == 1:
            return groups[0]
        gap = r"[^.?\n]*?" if code.scope == "sentence" else ".*?"
        return "|".join([gap.join(groups), gap.join(reversed(groups))])

    def _regex_of_pattern(self, pattern):
        if pattern.startswith("/"):
            return pattern[1:-1]
        if "<" in pattern:
            one, gap, other = pattern.split()
            one, other, most = self._regex_of_word(one), self._regex_of_word(other), gap.strip("<>")
            gap = rf"(?:\W+\w+){{0,{most}}}\W+"
            return rf"\b{one}\b{gap}{other}\b|\b{other}\b{gap}{one}\b"
        return r"\b" + r"\W+".join(map(self._regex_of_word, pattern.split())) + r"\b"

    def _regex_of_word(self, word):
        if "*" in word:
            return word.replace("*", r"\w*")
        return rf"{self._stem(word)}(?:{'|'.join(self.data.SUFFIXES)})?"

    def _stem(self, word):
        word = word.removesuffix("~")
        for ending in self.data.ENDINGS:
            if word.endswith(ending) and len(word) > len(ending) + 3:
                return word.removesuffix(ending)
        return word

    def dictionary(self):
        """Words and phrases with the numbers of their codes, for tools that look up fixed strings: no AND, NOT, near, `*`, regex.

        A word stands with each of its endings, a phrase with those of its last word."""
        found = {}
        for number, code in enumerate(self.codes):
            patterns = code.groups[0] if len(code.groups) == 1 else []
            for pattern in patterns:
                if any(sign in pattern for sign in "/<*"):
                    continue
                *before, last = pattern.replace("~", "").split()
                for ending in ("", *self.data.SUFFIXES):
                    forms = {last} if not ending else {self._stem(last) + ending}
                    for form in forms:
                        found.setdefault(" ".join([*before, form]), set()).add(number)
        return found

    def fts5(self):
        """A query a code over rows of sentences in SQLite's FTS5; None where it has no words for it."""
        return [self._fts5(code) for code in self.codes]

    def _fts5(self, code):
        groups = [list(map(fts5_of_pattern, group)) for group in code.groups]
        none = list(map(fts5_of_pattern, code.none))
        if None in itertools.chain(*groups, none):
            return None
        query = " AND ".join("(" + " OR ".join(group) + ")" for group in groups)
        return f"({query}) NOT ({' OR '.join(none)})" if none else query


def stem(phrase):
    return " ".join(f"{word}~" for word in phrase.split())


def stems(phrases):
    return [stem(phrase) for phrase in phrases]


def fts5_of_pattern(pattern):
    if pattern.startswith(("/", "*")):
        return None
    if "<" in pattern:
        one, gap, other = pattern.replace("~", "").split()
        return f"NEAR({one} {other}, {gap.strip('<>')})"
    if pattern.endswith("*"):
        return pattern
    return '"' + pattern.replace("~", "") + '"'
