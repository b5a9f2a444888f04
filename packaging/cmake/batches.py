#!/usr/bin/python3
"""Says which source files of one target are compiled as one, so that the headers they share are read once.
Two files never share a batch when they keep the same name to themselves, and a file stays alone when such a
name is also one that a header gives to everybody. Where this sees no clash and the compiler does, a name that
two files have is best given to one of them, or to a header.

usage: batches.py ROOT LARGEST FILE...   prints one line a file: its batch's number, or - for a file by itself
"""
import pathlib
import re
import sys

KEPT = re.compile(r"^namespace \{$(.*?)^\} // namespace$", re.M | re.S)
NAMES = [re.compile(r"^(?:struct|class|union|enum class|enum|using) (\w+)", re.M),
         re.compile(r"^(?:static |inline )*(?:constexpr|constinit|const|std::atomic)\b[^;(=]*?(\w+)(?:\[\w*\])*\s*[={(]", re.M),
         re.compile(r"^(?!using |return |static_assert|#)[\w:][^\n=;]*?\b(\w+)\([^\n]*$", re.M),
         re.compile(r"^(\w+)\([^;\n]*$", re.M)]
STATIC = re.compile(r"^static [^\n=;(]*?\b(\w+)\s*[(={;]", re.M)
FUNCTION = re.compile(r"^(?:\[\[nodiscard\]\] )?(?:[\w:][^\n=;#(]*?\b)?(\w+)\(([^()]*)\)", re.M)
USED = re.compile(r"^using (?:namespace )?(?:\w+::)*(\w+);", re.M)
# A coroutine's frame is a type of its own, and macros are everybody's.
ALONE = re.compile(r"\bco_await\b|^#define ", re.M)


def kept_part(text):
    return "\n".join(KEPT.findall(text))


def kept_names(text):
    """What the file keeps to itself: its unnamed namespaces and its statics."""
    kept = kept_part(text)
    return {name for pattern in NAMES for name in pattern.findall(kept)} | set(STATIC.findall(text))


def signatures(text):
    """The functions at the left edge: name and types, without what the parameters are called."""
    return {name + "(" + ",".join(re.sub(r"\s*\b\w+$", "", " ".join(one.split("=")[0].split())) for one in types.split(","))
            for name, types in FUNCTION.findall(text)}


def given_names(root):
    """The functions that a header gives to everybody."""
    names = set()
    for folder in ("crypto", "i18n", "kiosk", "central", "tests"):
        for header in (root / folder).rglob("*.h"):
            names |= signatures(header.read_text())
    return names


def batches(texts, given, largest):
    """The batch of each text, None for one that stays alone. In order, each into the first that has room."""
    made, found = [], []
    for text in texts:
        names = kept_names(text)
        if ALONE.search(text) or signatures(kept_part(text)) & given:
            found.append(None)
            continue
        names |= set(USED.findall(text))
        fits = next((batch for batch in made if batch["size"] < largest and not batch["kept"] & names), None)
        if fits is None:
            fits = {"number": len(made), "size": 0, "kept": set()}
            made.append(fits)
        fits["size"] += 1
        fits["kept"] |= kept_names(text)
        found.append(fits["number"])
    return found


def main(root, largest, *files):
    texts = [pathlib.Path(file).read_text() for file in files]
    for number in batches(texts, given_names(pathlib.Path(root)), int(largest)):
        print("-" if number is None else number)


if __name__ == "__main__":
    main(*sys.argv[1:])
