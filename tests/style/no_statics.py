#!/usr/bin/python3
"""Fails on function statics and mutable globals in kiosk/ui: a static there is the previous person's
answer on the next person's screen. Constants are fine."""
import pathlib
import re
import sys

STATIC = re.compile(r"^\s*(?:inline\s+)?static\s+(?!constexpr\b|const\b|_assert)(?!.*\)\s*(?:const\s*)?(?:noexcept\s*)?[{;]\s*$)(.*)$")
THREAD_LOCAL = re.compile(r"^\s*thread_local\b")
GLOBAL = re.compile(r"^(?=\S)(?:inline\s+)?(?!static|using|return|namespace|struct|class|enum|template|constexpr|const|extern|"
                    r"friend|typedef|static_assert|inline constexpr|public|private)[A-Za-z_:<>, *&]+\s+g?_?\w+\s*(?:=[^=(].*|\{\})?;\s*$")


def faults(text):
    for number, line in enumerate(text.splitlines(), 1):
        if STATIC.match(line) or THREAD_LOCAL.match(line) or GLOBAL.match(line):
            yield number, line.strip()


def main(root):
    planted = ["    static std::string buffer;", "    static int count = 0;", "thread_local int x;", "int counter = 0;"]
    for line in planted:
        assert list(faults(line)), f"a planted static was not found: {line}"
    for line in ["static constexpr int kX = 1;", "    static Theme calm();", "    int local = 3;"]:
        assert not list(faults(line)), f"a harmless line was refused: {line}"
    bad, count = [], 0
    for file in sorted((root / "kiosk/ui").glob("*.*")):
        if file.suffix in (".h", ".cpp"):
            count += 1
            bad += [f"{file.relative_to(root)}:{number}: {line}" for number, line in faults(file.read_text())]
    print("\n".join(bad))
    print(f"{count} files, {len(bad)} statics")
    return 1 if bad or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
