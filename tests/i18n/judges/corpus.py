"""The texts that the engine is judged on: every sentence of the catalogues, the notices and the everyday pages, and
the lines of tests/i18n/corpus, which mix scripts and directions. And what our engine makes of them."""
import collections
import json
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
Text = collections.namedtuple("Text", "language where text")


def sentences_of(file):
    for match in re.finditer(r'^msgctxt "(.+)"\n(?:msgid .*\n(?:".*"\n)*)msgstr (.*\n(?:".*"\n)*)', file.read_text(encoding="utf-8"),
                             re.MULTILINE):
        text = "".join(json.loads(part) for part in match[2].splitlines() if part)
        if text:
            yield match[1], text


def strings_of(value, where):
    """Every string in a JSON document that a person reads."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("title", "text", "pages", "entries"):
                yield from strings_of(inner, f"{where}.{key}")
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from strings_of(inner, f"{where}.{index}")
    elif isinstance(value, str):
        yield where, value


def of_language(language):
    assets = ROOT / "assets"
    for file in sorted((assets / "locales" / language).glob("*.po")):
        yield from sentences_of(file)
    for kind in ("notices", "everyday"):
        file = assets / kind / f"{language}.json"
        if file.exists():
            yield from strings_of(json.loads(file.read_text(encoding="utf-8")), kind)
    for file in sorted((ROOT / "tests/i18n/corpus").glob(f"{language}.*.txt")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if line:
                yield f"{file.name}:{number}", line


def languages():
    catalogues = {folder.name for folder in (ROOT / "assets/locales").iterdir() if folder.is_dir()}
    lines = {file.name.split(".")[0] for file in (ROOT / "tests/i18n/corpus").glob("*.txt")}
    return sorted(catalogues | lines)


def corpus():
    """Each text of a language once."""
    found = {}
    for language in languages():
        for where, text in of_language(language):
            found.setdefault((language, text), Text(language, where, text))
    return list(found.values())


def dump(program, requests):
    """What paragraph-dump answers to each request."""
    lines = "".join(json.dumps(request, ensure_ascii=False) + "\n" for request in requests)
    done = subprocess.run([program], input=lines, capture_output=True, text=True, encoding="utf-8", check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]
