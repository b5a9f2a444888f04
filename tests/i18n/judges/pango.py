"""Lines, visual order, caret positions and what backspace takes, against Pango with the same faces at three widths.

usage: pango.py PARAGRAPH-DUMP [SHARE]

With SHARE only one sentence in so many is compared, the same ones each time; the lines of tests/i18n/corpus always.

Where rules of ours are not Pango's, what both say is passed over. Carets: none of ours stands before the Thai and Lao AM
signs (UAX 29 GB9a) nor within a conjunct (GB9c of Unicode 15.1, and CLDR's own words: aksara_test.cpp); before the
Myanmar vowels that UAX 29 counts by themselves one does. Backspace: behind a vowel sign that Unicode could write in two
parts (Bengali O) ours takes that sign, which was one key; Pango takes the consonant with it.

Pango sees only the faces that ours chose for a language, in the order of the table. What differs must stand in
tests/i18n/known_misses/pango.txt, below its reason; that list may only become shorter."""
import collections
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unicodedata
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from corpus import ROOT, corpus, dump  # noqa: E402

PX = 32
WIDTHS = (260, 480, 900)
LATIN = "NotoSans-Regular.ttf"
KNOWN = ROOT / "tests/i18n/known_misses/pango.txt"
MOST_LINES = 0.02  # of all lines may break elsewhere


class Pango:
    """Pango with a fontconfig that holds nothing but the given font files."""

    def __init__(self, folder, files):
        fonts = folder / "fonts"
        fonts.mkdir(parents=True)
        for file in files:
            (fonts / file.name).symlink_to(file)
        self.folder = folder
        self.config = folder / "fonts.conf"
        self.config.write_text('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
                               f"<dir>{fonts}</dir><cachedir>{folder}/cache</cachedir></fontconfig>\n")
        self.families = ", ".join(self.family(file) for file in files)

    def family(self, file):
        return subprocess.run(["fc-scan", "-f", "%{family[0]}\n", file], capture_output=True, text=True,
                              check=True).stdout.splitlines()[0]

    def lay_out(self, text, language, width):
        layout = {"context": {"language": language, "round-glyph-positions": False}, "text": text,
                  "font": f"{self.families} {PX}", "width": width * 1024, "wrap": "word-char",
                  "attributes": [{"type": "insert-hyphens", "value": 0}]}
        request, answer = self.folder / "in.json", self.folder / "out.json"
        request.write_text(json.dumps(layout, ensure_ascii=False))
        subprocess.run(["pango-view", "-q", "--backend=ft2", "--pixels", "--hinting=none", request,
                        f"--serialized={request}", f"--serialize-to={answer}", f"--output={self.folder}/o.pgm"],
                       check=True, env={**os.environ, "FONTCONFIG_FILE": str(self.config), "LC_ALL": "C.UTF-8"})
        return json.loads(answer.read_text())["output"]


def is_drawn(c):
    return not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Zl", "Zp")


def order_in(runs, text_of):
    """The characters that are drawn, from left to right, without those that only steer."""
    drawn = []
    for start, end, level in runs:
        inside = [c for c in text_of(start, end) if is_drawn(c)]
        drawn += reversed(inside) if level % 2 else inside
    return "".join(drawn)


def their_paragraphs(output, raw):
    """Per paragraph of the text: where its lines begin, their order, and the flags of its characters."""
    offsets = [0]
    for c in raw.decode():
        offsets.append(offsets[-1] + len(c.encode()))
    index = {offset: i for i, offset in enumerate(offsets)}
    paragraphs = []
    for line in output["lines"]:
        start = line["start-index"]
        if line.get("paragraph-start"):
            paragraphs.append({"start": start, "lines": [], "order": []})
        paragraph = paragraphs[-1]
        paragraph["lines"].append(start - paragraph["start"])
        # Pango counts a run's offset in characters from the beginning of the text.
        runs = [(run["offset"], run["offset"] + run["length"], run["bidi-level"]) for run in line["runs"]]
        paragraph["order"].append(order_in(runs, lambda a, b: raw[a:b].decode()))
        paragraph["end"] = start + line["length"]
    for paragraph in paragraphs:
        first, last = index[paragraph["start"]], index[paragraph["end"]]
        flags = output["log-attrs"][first:last + 1]
        begin = paragraph["start"]
        stops = {offsets[first + i] - begin: bool(flag.get("backspace-deletes-character"))
                 for i, flag in enumerate(flags) if flag.get("cursor-position")}
        paragraph["carets"], paragraph["single"] = list(stops), stops
    return paragraphs


AM_SIGNS = "\u0e33\u0eb3"
MYANMAR_ALONE = "\u102b\u102c\u1038"
LINKERS = "\u094d\u09cd\u0a4d\u0acd\u0b4d\u0c4d\u0d4d\u1039\u17d2"
JOINED_LINKERS = tuple(linker + "\u200d" for linker in LINKERS + "\u0dca")


def is_passed_over(text, i):
    """Whether a caret before the character `i` is what the rules above are about."""
    after = text[i:i + 1]
    if not after:
        return False
    linked = text[:i].endswith((*LINKERS, *JOINED_LINKERS)) and after.isalpha()
    return linked or after in AM_SIGNS or after in MYANMAR_ALONE


def has_parts(c):
    return bool(unicodedata.decomposition(c)) and not unicodedata.decomposition(c).startswith("<")


def our_paragraph(answer, text):
    raw = text.encode()
    return {"lines": [line["start"] for line in answer["lines"]],
            "order": [order_in([(run["start"], run["end"], run["level"]) for run in line["runs"]],
                               lambda a, b: raw[a:b].decode()) for line in answer["lines"]],
            "carets": sorted({caret[0] for caret in answer["carets"]}),
            "backspace": dict(answer["backspace"])}


def carets_without(stops, text):
    raw = text.encode()
    return [stop for stop in stops if not is_passed_over(text, len(raw[:stop].decode()))]


def single_marks(text, ours, theirs):
    """(offset, ours, theirs) of what backspace takes, one code point or all, where both see the same characters and one
    has several code points."""
    before, their_before = (dict(zip(each["carets"][1:], each["carets"])) for each in (ours, theirs))
    raw = text.encode()
    for stop in sorted(before.keys() & their_before.keys()):
        character = raw[before[stop]:stop].decode()
        if before[stop] == their_before[stop] and len(character) > 1 and not has_parts(character[-1]):
            yield stop, ours["backspace"][stop] > before[stop], theirs["single"][stop]


def files_of(answers):
    """Of all faces that ours chose, the most used first: that is the one of the language."""
    used = collections.Counter()
    for answer in answers:
        for line in answer["lines"]:
            for run in line["runs"]:
                used[pathlib.Path(run["font"].rsplit("#", 1)[0])] += len(run["glyphs"])
    files = [file for file, _ in used.most_common()]
    return sorted(files, key=lambda file: (file != files[0], file.name != LATIN))


class Differences:
    def __init__(self):
        self.found, self.lines, self.different_lines = {}, 0, 0

    def note(self, name, text, ours, theirs):
        self.found[name] = (text.text, ours, theirs)

    def compare(self, text, width, ours, theirs):
        self.lines += len(theirs["lines"])
        if ours["lines"] != theirs["lines"]:
            self.note(f"lines {text.language} {text.where} {width}", text, ours["lines"], theirs["lines"])
        elif ours["order"] != theirs["order"]:
            self.note(f"order {text.language} {text.where}", text, ours["order"], theirs["order"])
        stops, their_stops = (carets_without(each["carets"], text.text) for each in (ours, theirs))
        if stops != their_stops:
            self.note(f"carets {text.language} {text.where}", text, stops, their_stops)
        different = [mark for mark in single_marks(text.text, ours, theirs) if mark[1] != mark[2]]
        if different:
            self.note(f"backspace {text.language} {text.where}", text, different, "")
        if ours["lines"] != theirs["lines"]:
            self.different_lines += len(set(theirs["lines"]) ^ set(ours["lines"])) or 1


def judge_language(program, language, texts, folder, differences):
    requests = [{"text": text.text, "locale": language, "px": PX, "width": width} for width in WIDTHS for text in texts]
    answers = dump(program, requests)
    pango = Pango(folder, files_of(answers))
    raw = "\n".join(text.text for text in texts).encode()
    for i, width in enumerate(WIDTHS):
        theirs = their_paragraphs(pango.lay_out(raw.decode(), language, width), raw)
        if len(theirs) != len(texts):
            raise SystemExit(f"{language}: {len(theirs)} paragraphs of Pango, {len(texts)} texts")
        for text, answer, paragraph in zip(texts, answers[i * len(texts):(i + 1) * len(texts)], theirs):
            differences.compare(text, width, our_paragraph(answer, text.text), paragraph)


def is_chosen(text, share):
    return ".txt:" in text.where or zlib.crc32(text.where.encode()) % share == 0


def known():
    lines = KNOWN.read_text(encoding="utf-8").splitlines() if KNOWN.exists() else []
    return {line for line in lines if line and not line.startswith("# ")}


def main(program, every=1):
    by_language = collections.defaultdict(list)
    for text in corpus():
        if "\n" not in text.text and is_chosen(text, every):
            by_language[text.language].append(text)
    differences = Differences()
    with tempfile.TemporaryDirectory() as folder:
        for language, texts in by_language.items():
            judge_language(program, language, texts, pathlib.Path(folder) / language, differences)
    listed = known()
    if every > 1:
        chosen = {f"{text.language} {text.where}" for texts in by_language.values() for text in texts}
        listed = {name for name in listed if " ".join(name.split()[1:3]) in chosen}
    for name, (text, ours, theirs) in differences.found.items():
        if name not in listed:
            print(f"{name}\n  {text}\n  ours   {ours}\n  Pango’s {theirs}")
    for name in sorted(listed - set(differences.found)):
        print(f"listed, but agrees: {name}")
    wrong = set(differences.found) ^ listed
    share = differences.different_lines / differences.lines
    print(f"{differences.lines} lines in {len(by_language)} languages, {differences.different_lines} begin elsewhere "
          f"({share:.2%}), {len(differences.found)} differences, {len(listed)} known")
    too_many = every == 1 and share > MOST_LINES  # of some sentences it says nothing
    return 1 if wrong or too_many else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], *map(int, sys.argv[2:])))
