#!/usr/bin/python3
"""Proves in a tree of its own that packaging/check --long knows which parts are due: what was never run, what
failed last, what is older than its code, and nothing else. Then that its parts are whole: they name only what is
there, and every fuzzer is in one of them.

usage: long_runs.py ROOT
"""
import contextlib
import io
import pathlib
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
ROOT = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / "packaging"))
import long_runs  # noqa: E402
from long_runs import Part, Table  # noqa: E402

GOOD = Part("good", "passes", [["true"]], ["code"])
BAD = Part("bad", "fails", [["true"], ["false"], ["touch", "code/never"]], ["code"])
OTHER = Part("other", "reads another folder", [["true"]], ["other"])


def git(folder, *words):
    return subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@localhost", *words], cwd=folder, check=True,
                          capture_output=True, text=True).stdout.strip()


def commit(folder, file, text):
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", text)


def ask(folder, *names):
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(out):
        code = long_runs.main(folder, [GOOD, BAD, OTHER], names)
    return code, out.getvalue()


def due(folder, part):
    return Table(folder).why_due(part) or ""


def judge_table(folder):
    git(folder, "init", "-q", "-b", "trunk")
    commit(folder, long_runs.TABLE, "# nothing yet\n")
    commit(folder, "code/one", "one")
    commit(folder, "other/one", "one")
    assert due(folder, GOOD) == "never run" and ask(folder)[1].count("never run") == 3

    assert ask(folder, "good", "other") == (0, "== good: passes\n== other: reads another folder\n")
    assert not due(folder, GOOD) and not due(folder, OTHER), "a run that has just passed is due"
    assert "green on" in ask(folder)[1]
    commit(folder, "README", "another file")
    assert not due(folder, GOOD), "a commit elsewhere makes it due"

    commit(folder, "code/one", "changed")
    assert "older than its code" in due(folder, GOOD) and not due(folder, OTHER), "the change was not seen"
    assert ask(folder, "good")[0] == 0 and not due(folder, GOOD)

    assert ask(folder, "bad")[0] == 1 and due(folder, BAD).startswith("red"), "a failure counts as green"
    assert not (folder / "code/never").exists(), "it went on after a failure"
    Table(folder).add(BAD, "green", git(folder, "rev-parse", "HEAD"), 0)
    assert not due(folder, BAD)
    Table(folder).add(BAD, "red", git(folder, "rev-parse", "HEAD"), 0)
    assert due(folder, BAD).startswith("red"), "an older green run hides a failure"

    # Green on a branch that has not the newest change, or on a commit that nobody has.
    git(folder, "checkout", "-q", "--", ".")
    git(folder, "checkout", "-q", "-b", "side", "HEAD~1")
    side = git(folder, "rev-parse", "HEAD")
    git(folder, "checkout", "-q", "trunk")
    Table(folder).add(GOOD, "green", side, 0)
    assert "older than its code" in due(folder, GOOD)
    Table(folder).add(GOOD, "green", "0" * 40, 0)
    assert "older than its code" in due(folder, GOOD)

    lines = (folder / long_runs.TABLE).read_text()
    (folder / "code/one").write_text("in no commit")
    assert ask(folder, "good")[0] == 2 and (folder / long_runs.TABLE).read_text() == lines, "ran what nobody else has"
    assert ask(folder, "unknown")[0] == 2


def judge_parts():
    named = [word.removesuffix("_fuzz") for part in long_runs.PARTS for command in part.commands for word in command
             if word.endswith("_fuzz")]
    there = [file.name.removesuffix("_fuzz.cpp") for file in (ROOT / "tests/fuzz").glob("*_fuzz.cpp")]
    assert sorted(named) == sorted(there), f"fuzzers {sorted(there)}, in the parts {sorted(named)}"
    for part in long_runs.PARTS:
        missing = [path for path in part.depends if not (ROOT / path).exists()]
        assert not missing, f"{part.name} depends on {missing}, which is not there"
    Table(ROOT).runs(long_runs.PARTS[0])  # the table can be read
    return len(there)


with tempfile.TemporaryDirectory() as name:
    judge_table(pathlib.Path(name))
print(f"{len(long_runs.PARTS)} parts, {judge_parts()} fuzzers in them")
