#!/usr/bin/env python3
"""Python's `re`: each of the sixty codes as a regex, every hit of each with its place.

usage: python_re.py FOLDER LANGUAGE INCIDENTS
"""
import platform
import re
import sys

NAME, FILE = "Python re", "python_re.py"
CANNOT = "NOT, negation, sentences by more than a full stop, stems (endings stand for them)"


def missing():
    return None


def version():
    return f"Python {platform.python_version()}"


def spans(texts, regexes):
    found = []
    for number, text in enumerate(texts):
        for code, regex in enumerate(regexes):
            found += [(code, number, hit.start(), hit.end()) for hit in regex.finditer(text)]
    return len(found)


if __name__ == "__main__":
    import looping
    looping.told(looping.narratives(sys.argv[1], int(sys.argv[3])), spans,
                 lambda: [re.compile(one, re.IGNORECASE) for one in looping.book(sys.argv[2]).regexes()])
