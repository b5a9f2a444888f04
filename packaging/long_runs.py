#!/usr/bin/python3
"""What takes too long for packaging/check, in parts of at most an hour, and when each was last done.

usage: packaging/check --long            lists the parts, and which are due
       packaging/check --long PART...    runs them; each adds a line to tests/long_runs.tsv, to be committed

A part is due when it was never green, when its last run was not, or when a commit that the last green run did
not have has changed what its result depends on. Exit code 1: a part failed; 2: it could not be begun.
"""
import dataclasses
import datetime
import pathlib
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
TABLE = "tests/long_runs.tsv"
FUZZ_SECONDS = "3300"  # with the build before it, an hour


@dataclasses.dataclass
class Part:
    name: str
    says: str
    commands: list
    depends: list  # folders and files, as git names them


def fuzz(name, *fuzzers, also):
    return Part(f"fuzz.{name}", " and ".join(fuzzers) + ", beside each other; goes on from what earlier runs found",
                [["tests/fuzz/run", FUZZ_SECONDS, *(f"{fuzzer}_fuzz" for fuzzer in fuzzers)]],
                ["tests/fuzz", "packaging/cmake", *also])


PARTS = [
    fuzz("text", "paragraph", "editor", also=["i18n", "tests/i18n"]),
    fuzz("sealed", "age_header", "armor", also=["crypto"]),
    fuzz("keys", "bech32", "minisign", also=["crypto"]),
    fuzz("envelopes", "envelope", "receipt", also=["crypto"]),
    fuzz("lists", "kiosk_list", "manifest", also=["crypto"]),
    fuzz("bodies", "lists_body", "record", also=["crypto", "kiosk/intake", "kiosk/outbox/lists_body.cpp",
                                                 "central/lists/lists_body.cpp", "central/desk/clean.cpp"]),
    fuzz("socket", "share", "wire", also=["crypto", "kiosk/wire"]),
    Part("fuzz_coverage", "that the fuzzers reach 90 % of the lines of what parses",
         [["tests/fuzz/coverage", "60"]],
         ["tests/fuzz", "crypto", "kiosk/intake", "kiosk/wire", "kiosk/outbox/lists_body.cpp", "central/lists",
          "central/desk/clean.cpp"]),
    Part("every_byte", "every byte of a hundred sealed referrals changed in turn",
         [["packaging/build", "dev", "crypto_tests"], ["build/dev/bin/crypto_tests", "[.long]"]],
         ["crypto", "tests/crypto"]),
    Part("pango", "every sentence there is beside Pango",
         [["packaging/build", "dev", "paragraph-dump", "assets"],
          ["python3", "tests/i18n/judges/pango.py", "build/dev/bin/paragraph-dump"]],
         ["i18n", "assets/locales", "tests/i18n", "tests/tools/paragraph_dump.cpp"]),
    Part("threads", "the terminal's window and queue under ThreadSanitizer",
         [["packaging/build", "dev", "referral-central", "referral-desk", "assets"],
          ["packaging/build", "tsan", "outbox_tests", "planted-race", "referral-kiosk", "referral-outbox"],
          ["ctest", "--preset", "tsan"]],
         ["crypto", "i18n", "kiosk", "tests/threads", "tests/outbox"]),
    Part("tidy", "clang-tidy over the whole tree", [["tests/style/tidy", "yes"]],
         [".clang-tidy", "tests/style/tidy", "crypto", "i18n", "kiosk", "central"]),
    Part("fresh", "packaging/demo and packaging/check in a bare Debian 12; needs root", [["packaging/fresh"]], ["."]),
]


class Table:
    """The runs of a tree, oldest first."""

    def __init__(self, root):
        self.root, self.file = pathlib.Path(root), pathlib.Path(root) / TABLE

    def runs(self, part):
        """(result, commit, day) of each run of `part`."""
        rows = [line.split("\t") for line in self.file.read_text().splitlines() if not line.startswith("#")]
        return [(result, commit, day) for name, result, commit, day, _ in rows if name == part.name]

    def add(self, part, result, commit, minutes):
        with open(self.file, "a") as file:
            file.write(f"{part.name}\t{result}\t{commit}\t{datetime.date.today().isoformat()}\t{minutes}\n")

    def git(self, *words):
        return subprocess.run(["git", *words], cwd=self.root, capture_output=True, text=True)

    def tree_of(self, part):
        """What git is asked about: without the table itself, which every run changes."""
        return ["--", *part.depends, f":(exclude){TABLE}"]

    def why_due(self, part):
        """The reason, or nothing."""
        runs = self.runs(part)
        if not runs:
            return "never run"
        result, commit, day = runs[-1]
        if result != "green":
            return f"{result} on {day}"
        newest = self.git("log", "-1", "--format=%H", *self.tree_of(part)).stdout.strip()
        if not newest:
            return "depends on nothing that is tracked"
        if self.git("merge-base", "--is-ancestor", newest, commit).returncode != 0:
            return f"older than its code: green on {day}, changed by {newest[:12]}"
        return None

    def is_changed(self, part):
        """Whether something that it depends on is in no commit."""
        return bool(self.git("status", "--porcelain", *self.tree_of(part)).stdout.strip())


def show(table, parts):
    for part in parts:
        due = table.why_due(part)
        state = f"due: {due}" if due else f"green on {table.runs(part)[-1][2]}"
        print(f"{part.name:14} {state}\n{'':14} {part.says}")
    return 0


def run(table, part):
    if table.is_changed(part):
        print(f"packaging/check: {part.name} depends on what is in no commit yet: commit it first", file=sys.stderr)
        return 2
    commit, began = table.git("rev-parse", "HEAD").stdout.strip(), time.monotonic()
    print(f"== {part.name}: {part.says}", flush=True)
    passed = all(subprocess.run(command, cwd=table.root).returncode == 0 for command in part.commands)
    table.add(part, "green" if passed else "red", commit, round((time.monotonic() - began) / 60))
    return 0 if passed else 1


def main(root, parts, names):
    table, known = Table(root), {part.name: part for part in parts}
    for name in names:
        if name not in known:
            print(f"packaging/check: there is no long part {name} (there are: {', '.join(known)})", file=sys.stderr)
            return 2
    return max([run(table, known[name]) for name in names]) if names else show(table, parts)


if __name__ == "__main__":
    sys.exit(main(ROOT, PARTS, sys.argv[1:]))
