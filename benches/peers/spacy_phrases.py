#!/usr/bin/env python3
"""spaCy's PhraseMatcher over a blank pipeline: words and phrases of the codebook in lower case.

usage: spacy_phrases.py FOLDER LANGUAGE INCIDENTS
"""
import importlib.metadata
import importlib.util
import sys

NAME, FILE = "spaCy PhraseMatcher", "spacy_phrases.py"
CANNOT = "AND, NOT, near, wildcards, regexes, sentences, stems (endings are written out): 25 of the 60 codes are left"


def missing():
    return None if importlib.util.find_spec("spacy") else "spacy is missing (pip install spacy)"


def version():
    return "spaCy " + importlib.metadata.version("spacy")


def matcher(language, dictionary):
    import spacy
    from spacy.matcher import PhraseMatcher
    pipeline = spacy.blank(language)
    found, by_code = PhraseMatcher(pipeline.vocab, attr="LOWER"), {}
    for form, codes in dictionary.items():
        for code in codes:
            by_code.setdefault(code, []).append(pipeline.make_doc(form))
    for code, forms in by_code.items():
        found.add(str(code), forms)
    return pipeline, found


def spans(texts, ready):
    pipeline, found = ready
    return sum(len(found(document)) for document in pipeline.pipe(texts))


if __name__ == "__main__":
    import looping
    looping.told(looping.narratives(sys.argv[1], int(sys.argv[3])), spans,
                 lambda: matcher(sys.argv[2], looping.book(sys.argv[2]).dictionary()))
