"""Lucene, from the jar inside PyPI's pyserini: `TextField` stored, a document an incident, two threads; see Lucene.java.

The jar is that of an installed pyserini, or LUCENE_JAR=path. Java 17 runs the one of pyserini 0.22.
"""
import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAME = "Lucene"
CANNOT = "it is only built; the start of Java and its compiling of itself are counted, as they are in use"
SOURCE = Path(__file__).with_suffix("").with_name("Lucene.java")


def jar():
    if "LUCENE_JAR" in os.environ:
        return Path(os.environ["LUCENE_JAR"])
    found = importlib.util.find_spec("pyserini")
    jars = Path(found.origin).parent.glob("resources/jars/*.jar") if found and found.origin else []
    return next(iter(sorted(jars)), None)


def missing():
    if not shutil.which("javac"):
        return "javac is missing"
    return None if jar() else "no jar: pip install --no-deps pyserini==0.22.1, or LUCENE_JAR=path"


def version():
    """The jar tells it only when asked."""
    java = subprocess.run(["java", "-version"], capture_output=True, text=True, check=True).stderr.splitlines()[0]
    with tempfile.TemporaryDirectory() as classes:
        prepare(classes)
        told = subprocess.run(["java", "-cp", f"{jar()}:{classes}", "Lucene"], capture_output=True, text=True, check=True)
    return f"{told.stdout.strip()} ({jar().name}), {java}"


def prepare(folder):
    """Compiles it, which is not timed."""
    subprocess.run(["javac", "-cp", jar(), "-d", folder, SOURCE], check=True)


def build(folder, classes):
    return ["java", "-cp", f"{jar()}:{classes}", "Lucene", "lines.txt", folder]
