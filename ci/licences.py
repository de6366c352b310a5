#!/usr/bin/env python3
"""Prints the licences of everything that is linked into the program, for who gets it without the source.

usage: licences.py TARGET
"""
import json
import subprocess
import sys
from pathlib import Path

HEAD = """The program keerpunt is under MIT or Apache-2.0, as you like (LICENSE-MIT, LICENSE-APACHE).
In it are linked the libraries named here, each under its own licence; their texts follow.

It also holds parts of the Rust standard library (MIT or Apache-2.0; https://www.rust-lang.org) and,
where it is linked statically, of the GNU C Library (LGPL-2.1-or-later; https://www.gnu.org/software/libc).
Whoever wishes to link it with another version of that library builds it from keerpunt's source.
"""
LINE = "-" * 100


def linked(metadata):
    """The packages whose code is in the program: not tests, build scripts or macros."""
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    seen, ahead = set(), [metadata["resolve"]["root"]]
    while ahead:
        package = ahead.pop()
        if package in seen:
            continue
        seen.add(package)
        for dependency in nodes[package]["deps"]:
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            macro = any("proc-macro" in target["kind"] for target in packages[dependency["pkg"]]["targets"])
            if None in kinds and not macro:
                ahead.append(dependency["pkg"])
    seen.discard(metadata["resolve"]["root"])
    return sorted((packages[package] for package in seen), key=lambda it: (it["name"], it["version"]))


def texts(package):
    folder = Path(package["manifest_path"]).parent
    named = [file for file in folder.iterdir() if file.is_file()
             and file.name.upper().startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT"))]
    return [file.read_text(encoding="utf-8", errors="replace").strip() for file in sorted(named)]


def main():
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", sys.argv[1],
               "--all-features"]
    metadata = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    packages = linked(metadata)
    print(HEAD)
    holders = {}
    for package in packages:
        source = package["repository"] or f"https://crates.io/crates/{package['name']}"
        print(f"{package['name']} {package['version']}: {package['license'] or 'see its text'}; {source}")
        for text in texts(package):
            holders.setdefault(text, []).append(f"{package['name']} {package['version']}")
    for text, names in holders.items():
        print(f"\n{LINE}\n{', '.join(names)}\n{LINE}\n\n{text}")


if __name__ == "__main__":
    main()
