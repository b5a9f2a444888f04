#!/usr/bin/python3
"""A thousand marked answers, in several scripts, go through the terminal. Afterwards no mark is left: not in
the queue's database or its journal, in no log, cache or temporary folder, in no core dump, and in the memory
of neither process five seconds after "kept" - as UTF-8, UTF-16, UTF-32, escaped as in JSON, or as base64.
The search first finds what was planted for it in each of these places. Needs root, and gdb for the cores.

usage: canaries.py BIN-FOLDER [--few]   --few: one referral only, to try it
"""
import base64
import json
import os
import pathlib
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time

from stage import family, stage, wait_until, written_memory

PAGES, FIELDS = 20, 5  # of the form; a display that stands upright has room for a whole page
# Keyboard layout, what each answer holds, and the letters that number the answers; all on that keyboard.
WRITINGS = [("us", "qzxvkwjq", "abcdefghij"), ("fi", "äqöxzwvk", "abcdefghij"), ("ara", "ضثقزظطخغ", "ابتسشيلمنك"),
            ("ru", "щъэжфцюз", "абвгдеклмн")]
PLACES = ["/tmp", "/var/tmp", "/dev/shm", "/run", os.environ.get("HOME", "/root"),
          *(os.environ[name] for name in ("TMPDIR", "XDG_RUNTIME_DIR", "XDG_CACHE_HOME") if name in os.environ)]


def in_base64(raw):
    """What base64 makes of `raw` wherever in a longer text it stands: without the letters at its ends."""
    for before in range(3):
        text = base64.b64encode(b"\0" * before + raw)
        yield text[(before * 8 + 5) // 6:len(text) - 4]


def needles(mark):
    """Every form in which `mark` is looked for, by name."""
    forms = {coding: mark.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")}
    forms |= {f"base64, {before} before": form for before, form in enumerate(in_base64(mark.encode()))}
    escaped = json.dumps(mark)[1:-1]
    if escaped != mark:
        forms["json"] = escaped.encode()
        forms["json, upper case"] = re.sub(r"u[0-9a-f]{4}", lambda m: "u" + m[0][1:].upper(), escaped).encode()
    return forms


NEEDLES = {f"{layout} as {name}": form for layout, mark, _ in WRITINGS for name, form in needles(mark).items()}


def marks_in(data):
    data = re.sub(rb"\0{64,}", bytes(16), data)  # most of a core; no form has as many in a row
    return [name for name, form in NEEDLES.items() if form in data]


def marks_in_memory(pid):
    """In a process and those that it has started."""
    return [f"{name} at {place}" for member in family(pid) for block, place in written_memory(member)
            for name in marks_in(block)]


def marks_on_disk(since, *folders):
    """In files that were written after `since`."""
    found, seen = [], set()
    for folder in folders:
        for path, _, names in os.walk(folder):
            for file in (os.path.join(path, name) for name in names):
                try:
                    if file in seen or not os.path.isfile(file) or os.path.getmtime(file) < since:
                        continue
                    seen.add(file)
                    found += [f"{name} in {file}" for name in marks_in(pathlib.Path(file).read_bytes())]
                except OSError:
                    continue  # gone meanwhile
    return found


def forced_core(pid, folder):
    """A core dump as a debugger takes it, with all that the process does not keep out of dumps."""
    subprocess.run(["gcore", "-o", folder / "core", str(pid)], check=True, capture_output=True)
    return folder / f"core.{pid}"


def crash(pid, folder, gone):
    """The core that the system writes when the process, with leave to write one, crashes; None if there is none. `gone`
    waits until it has ended."""
    try:
        resource.prlimit(pid, resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    except PermissionError:
        pass  # what a process has forbidden itself, not every root may allow it again
    before = set(folder.iterdir())
    os.kill(pid, signal.SIGABRT)
    gone()
    return next(iter(set(folder.iterdir()) - before), None)


def plant_everywhere():
    """What is planted in a file, in memory and in both kinds of core is found in every writing and form."""
    planted = b"...".join(NEEDLES.values())
    assert len(marks_in(planted)) == len(NEEDLES)
    for mark in (mark for _, mark, _ in WRITINGS):
        for before in range(3):
            text = base64.b64encode(b"x" * before + mark.encode() + b"and more")
            assert any(form in text for form in in_base64(mark.encode())), "base64 is not found"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        file = folder / "planted"
        file.write_bytes(planted)
        assert len(marks_on_disk(0, folder)) == len(NEEDLES), "a file's marks are not found"
        holder = subprocess.Popen([sys.executable, "-c", "import sys, time; held = open(sys.argv[1], 'rb').read();"
                                   "print(len(held), flush=True); time.sleep(600)", file], cwd=folder,
                                  stdout=subprocess.PIPE)
        holder.stdout.readline()
        assert len({found.split(" at ")[0] for found in marks_in_memory(holder.pid)}) == len(NEEDLES)
        assert len(marks_in(forced_core(holder.pid, folder).read_bytes())) == len(NEEDLES), "a forced core"
        core = crash(holder.pid, folder, lambda: holder.wait(20))
        assert core, "this system writes no core file when a program crashes (see core(5)): nothing can be shown"
        assert len(marks_in(core.read_bytes())) == len(NEEDLES), "a crash's core"


def write_form(file):
    def field(page, number):
        return {"linkId": f"f{page}_{number}", "type": ("string", "text")[number == FIELDS - 1],
                "text": f"Something, {page} {number}", "maxLength": 100}
    pages = [{"linkId": f"p{page}", "type": "group", "text": f"Page {page}",
              "item": [field(page, number) for number in range(FIELDS)]} for page in range(PAGES)]
    file.write_text(json.dumps({"resourceType": "Questionnaire", "url": "urn:example:canaries", "title": "Marks",
                                "status": "active", "language": "en", "item": pages}))


def answer_of(writing, number):
    _, mark, letters = writing
    return " ".join([mark + "".join(letters[int(digit)] for digit in f"{number:03}")] * 2)


def fill_in(screen, writing, referral):
    """Every answer of a form; returns them."""
    screen.press("start.begin")
    screen.press("surroundings.alone")
    while screen.name() == "notice":
        screen.press("nav.next")
    subprocess.run(["setxkbmap", writing[0]], env=screen.display.environment, check=True)
    time.sleep(0.3)
    given = {}
    for page in range(PAGES):
        assert screen.tree()["page"] == f"p{page}"
        answers = [answer_of(writing, referral * PAGES * FIELDS + page * FIELDS + field) for field in range(FIELDS)]
        screen.press(f"f{page}_0")
        screen.xdotool("type", "--delay", 2, "\t\t".join(answers))  # past the field's own button
        screen.settle()
        given |= {f"f{page}_{field}": answer for field, answer in enumerate(answers)}
        screen.press("nav.next")
    screen.wait_for("review")
    return given


def answers_of(record):
    return {item["linkId"]: item["answer"][0]["valueString"] for page in record["item"] for item in page["item"]}


def nothing_in_memory(deployment):
    places = [f"{name}: {found}" for name in ("kiosk", "outbox")
              for found in marks_in_memory(deployment.running[name].pid)]
    assert not places, "\n".join(["marks are left:", *places])


def nothing_stays(deployment, since, folder):
    places = []
    for name in ("kiosk", "outbox"):
        for member in family(deployment.running[name].pid):
            core = forced_core(member, folder)
            places += [f"core of {name}: {found}" for found in marks_in(core.read_bytes())]
            core.unlink()
    places += marks_on_disk(since, deployment.folder, deployment.socket_folder(), *PLACES)
    assert not places, "\n".join(["marks are left:", *places])


def main():
    referrals = 1 if "--few" in sys.argv else 10
    plant_everywhere()
    since = time.time()
    with stage(size=(1080, 1920)) as set_up, tempfile.TemporaryDirectory() as name:
        folder, deployment = pathlib.Path(name), set_up.deployment
        write_form(folder / "form.json")
        screen = set_up.restart_with(folder / "form.json")
        kiosk, sent = deployment.running["kiosk"], []
        for referral in range(referrals):
            screen.press("language.en")
            sent.append(fill_in(screen, WRITINGS[referral % len(WRITINGS)], referral))
            if referral == 0:
                assert marks_in_memory(kiosk.pid), "her answers are on the screen and not found in memory"
            screen.press("nav.keep")
            screen.wait_for("kept", 30)
            kept = time.monotonic()
            if referral == 0 or referral == referrals - 1:
                time.sleep(max(0, 5 - (time.monotonic() - kept)))
                nothing_in_memory(deployment)
            screen.press("kept.done")
            screen.wait_for("start")
        set_up.screen_process()  # the one before it has gone
        nothing_stays(deployment, since, folder)
        came = [answers_of(record) for _, record in set_up.wait_for_referrals(referrals)]
        assert sorted(map(str, came)) == sorted(map(str, sent)), "the desk reads other answers than were given"

        # A crash in the middle of typing writes no core, though the system would.
        screen.press("language.en")
        fill_in(screen, WRITINGS[0], 9)
        assert marks_in_memory(kiosk.pid)
        where = pathlib.Path(os.readlink(f"/proc/{kiosk.pid}/cwd"))
        before = set(where.glob("core*"))
        shown = set_up.screen_process()
        core = crash(shown, where, lambda: wait_until(lambda: shown not in family(kiosk.pid), 20, "it did not crash"))
        assert not core and set(where.glob("core*")) == before, f"a crash left {core}"
        screen.wait_for("start", 20)
        assert not (found := marks_in_memory(kiosk.pid)), f"after a crash: {found}"
        deployment.stop("kiosk")
        deployment.stop("outbox")
        assert not (found := marks_on_disk(since, deployment.folder, *PLACES)), f"after a crash: {found}"
    print(f"{sum(map(len, sent))} marked answers reached the desk and are nowhere else")


main()
