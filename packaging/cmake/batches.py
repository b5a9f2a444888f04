#!/usr/bin/python3
"""Says which source files of one target are compiled as one, so that the headers they share are read once.
Two files never share a batch when they keep the same name to themselves, or when one keeps a name to itself that
the other's headers give to everybody. Where this sees no clash and the compiler does, a name that two files have
is best given to one of them, or to a header.

usage: batches.py ROOT LARGEST FILE...   prints one line a file: its batch's number, or - for a file by itself
"""
import dataclasses
import pathlib
import re
import sys

KEPT = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.M | re.S)
TYPES = re.compile(r"^(?:struct|class|union|enum class|enum|using) (\w+)", re.M)
VALUES = re.compile(r"^(?:static |inline )*(?:constexpr|constinit|const|std::atomic)\b[^;(=]*?(\w+)(?:\[\w*\])*\s*[={(]",
                    re.M)
FUNCTIONS = re.compile(r"^(?!using |return |static_assert|#)(?:[\w:\[][^\n=;]*?\b)?(\w+)\(", re.M)
STATIC = re.compile(r"^static [^\n=;(]*?\b(\w+)\s*[(={;]", re.M)
SIGNATURE = re.compile(r"^(?:\[\[nodiscard\]\] )?(?:[\w:][^\n=;#(]*?\b)?(\w+)\(([^()]*)\)", re.M)
USED = re.compile(r"^using (?:namespace )?(?:\w+::)*(\w+);", re.M)
INCLUDED = re.compile(r'^#include "([^"]+)"', re.M)
# A coroutine's frame is a type of its own, and macros are everybody's.
ALONE = re.compile(r"\bco_await\b|^#define ", re.M)


def signatures(text):
    """The functions at the left edge: name and types, without what the parameters are called."""
    def kind(parameter):
        return re.sub(r"\s*\b\w+$", "", " ".join(parameter.split("=")[0].split()))
    return {f"{name}({','.join(map(kind, parameters.split(',')))})" for name, parameters in SIGNATURE.findall(text)}


def fixed(text):
    """Types and constants: what a name can mean only once, and the functions that are told apart by their types."""
    return set(TYPES.findall(text)) | set(VALUES.findall(text)) | signatures(text)


@dataclasses.dataclass
class File:
    alone: bool
    kept: set  # names in its unnamed namespaces, and its statics
    fixed: set  # the same, functions by their types
    used: set  # what it takes from other namespaces
    given: set  # by its headers

    def clashes(self, other):
        return bool(self.kept & (other.kept | other.used) or other.kept & self.used
                    or self.fixed & (other.given - self.given) or other.fixed & (self.given - other.given))


class Headers:
    """Of the tree: what each gives, with the headers that it includes itself."""

    def __init__(self, root):
        self.root, self.known = pathlib.Path(root), {}

    def given(self, text):
        names = set()
        for header in INCLUDED.findall(text):
            if header not in self.known:
                self.known[header] = set()
                file = self.root / header
                if file.exists():
                    inside = file.read_text()
                    self.known[header] = fixed(inside) | self.given(inside)
            names |= self.known[header]
        return names

    def look_at(self, text):
        kept = "\n".join(KEPT.findall(text))
        names = {name for pattern in (TYPES, VALUES, FUNCTIONS) for name in pattern.findall(kept)}
        return File(bool(ALONE.search(text)), names | set(STATIC.findall(text)), fixed(kept), set(USED.findall(text)),
                    self.given(text))


def batches(files, largest):
    """The batch of each file, None for one that stays alone. In order, each into the first that takes it."""
    made, found = [], []
    for file in files:
        if file.alone:
            found.append(None)
            continue
        number = next((number for number, batch in enumerate(made)
                       if len(batch) < largest and not any(map(file.clashes, batch))), len(made))
        if number == len(made):
            made.append([])
        made[number].append(file)
        found.append(number)
    return found


def main(root, largest, *files):
    headers = Headers(root)
    for number in batches([headers.look_at(pathlib.Path(file).read_text()) for file in files], int(largest)):
        print("-" if number is None else number)


if __name__ == "__main__":
    main(*sys.argv[1:])
