#!/usr/bin/env python3
"""pyahocorasick: words and phrases of the codebook in lower case, at the borders of words.

usage: ahocorasick_words.py FOLDER LANGUAGE INCIDENTS
"""
import importlib.metadata
import importlib.util
import sys

NAME, FILE = "pyahocorasick", "ahocorasick_words.py"
CANNOT = "AND, NOT, near, wildcards, regexes, sentences, stems (endings are written out): 25 of the 60 codes are left"


def missing():
    return None if importlib.util.find_spec("ahocorasick") else "pyahocorasick is missing (pip install pyahocorasick)"


def version():
    return "pyahocorasick " + importlib.metadata.version("pyahocorasick")


def automaton(dictionary):
    import ahocorasick
    made = ahocorasick.Automaton()
    for form, codes in dictionary.items():
        made.add_word(form, (len(form), sorted(codes)))
    made.make_automaton()
    return made


def spans(texts, made):
    found = []
    for number, text in enumerate(texts):
        text = text.lower()
        for last, (length, codes) in made.iter(text):
            start, end = last - length + 1, last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                found += [(code, number, start, end) for code in codes]
    return len(found)


if __name__ == "__main__":
    import looping
    looping.told(looping.narratives(sys.argv[1], int(sys.argv[3])), spans,
                 lambda: automaton(looping.book(sys.argv[2]).dictionary()))
