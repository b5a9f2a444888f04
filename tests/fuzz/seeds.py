#!/usr/bin/python3
"""Writes what the fuzzers begin with: every line of tests/i18n/corpus as a text to show and as the text of a field.

usage: seeds.py FOLDER (below it: paragraph_fuzz, editor_fuzz)
"""
import pathlib
import sys

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "i18n" / "corpus"
PIECES = 1  # the bit of paragraph_fuzz.cpp that says that numbers of pieces follow


def paragraphs(lines):
    for number, line in enumerate(lines):
        yield bytes([number % 16, 72, (20, 60, 120, 255)[number % 4], number % 8 * 2 & 0xFE]) + line[:90]
    for first in range(0, 160, 10):
        yield bytes([first // 10, 72, 60, PIECES]) + bytes(range(first, first + 10))


def fields(lines):
    keys = bytes(value for kind in range(64) for value in (kind, kind * 7 % 256, kind * 3))
    for number, line in enumerate(lines):
        text = line[:40].decode(errors="ignore").encode()
        yield bytes([6 + number % 2, number % 16, 60 + number % 100, len(text)]) + text + keys[number % 8 * 3:][:54]


def main(folder):
    lines = [line for file in sorted(CORPUS.glob("*.txt")) for line in file.read_bytes().splitlines() if line]
    if len(lines) < 50:
        sys.exit(f"{CORPUS}: {len(lines)} lines are too few to begin with")
    for name, seeds in (("paragraph_fuzz", paragraphs(lines)), ("editor_fuzz", fields(lines))):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / name / f"seed-{number:03}").write_bytes(seed)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
