#!/usr/bin/python3
"""While she types, every copy of what she typed lies in memory that is locked and left out of core dumps: looked
for in the real memory of the terminal, at rest between two frames, in the field, hidden, on other pages, on the
review and back, in Latin and Arabic letters, Vietnamese shaped by the keys and Chinese while it is spelled, in
numbers, dates and the field that searches a list. Then the same presses are replayed on the release, which
nobody can read. Needs root.

usage: locked_memory.py BIN-FOLDER [RELEASE-BIN-FOLDER]
"""
import json
import os
import pathlib
import re
import struct
import sys
import tempfile
import time

from stage import Screen, family, regions, stage

LATIN, ARABIC, SEARCHED, NUMBER = "Quzvex wharf 60417", "ضثقزظط طظزقثض", "NorsunLUUranni", 736481952
TELEX = "quawngf thuowngr biaf"  # shaped by its keys while it is typed
SPELLED = "qiongxunzhuang"  # letters of a spelling that waits for a character
LABEL = "Tell of a wharf, quietly"  # of the page: in plain memory, as all that everybody may read
DAY, MONTH, YEAR = 23, 11, 1987
FORM = [{"linkId": "told", "type": "text", "text": LABEL, "maxLength": 400},
        {"linkId": "figure", "type": "integer", "text": "A figure", "extension": [
            {"url": "http://hl7.org/fhir/StructureDefinition/maxValue", "valueInteger": 999999999}]},
        {"linkId": "born", "type": "date", "text": "A day"},
        {"linkId": "tongue", "type": "choice", "text": "A language",
         "answerValueSet": "urn:referral-kiosk:codes:language"}]


def write_form(file):
    file.write_text(json.dumps({"resourceType": "Questionnaire", "url": "urn:example:locked", "title": "Words",
                                "status": "active", "language": "en", "item": FORM}))


# ---- What is looked for ----------------------------------------------------------------------------------


def spread(text):
    """One letter in every so many bytes, as in lists of events; beside each other too."""
    first, *others = (re.escape(letter.encode("utf-32-le")) for letter in text)
    ways = (b"".join(b".{%d}" % (step - 4) + letter for letter in others) for step in range(4, 68, 4))
    return first + b"(?:" + b"|".join(ways) + b")"


def forms_of(text):
    """Patterns for every form in which words may be kept, by name."""
    for coding in ("utf-8", "utf-16-le"):
        yield coding, re.escape(text.encode(coding))
    yield "letters of four bytes", spread(text[:12])


def forms_of_number(number):
    yield "digits", str(number).encode()
    yield "integer", re.escape(struct.pack("<q", number))


def forms_of_date():
    """Parts that may be missing: each behind it says that it is there, as C++ lays that out."""
    yield "date", b"...".join(re.escape(struct.pack("<iB", part, 1)) for part in (YEAR, MONTH, DAY))


def copies(pids, texts):
    """Where memory holds any of `texts` (name, forms) in any form: for each text its (form, place, whether it is
    locked and left out of core dumps)."""
    found = {name: [] for name, _ in texts}
    patterns = [(name, form, re.compile(pattern, re.DOTALL)) for name, forms in texts for form, pattern in forms]
    for block, place, flags in (region for pid in pids for region in regions(pid)):
        for name, form, pattern in patterns:
            if pattern.search(block):
                found[name].append((form, place, {"lo", "dd"} <= set(flags)))
    return found


class Watch:
    """Looks into the terminal's memory, and gathers what it found where it must not be."""

    def __init__(self, pid):
        self.pid, self.faults, self.looks = pid, [], 0

    def look(self, when, texts):
        """`texts`: (name, forms). Each must be there, or nothing was typed; and be nowhere unlocked."""
        for name, found in copies(family(self.pid), texts).items():
            self.looks += 1
            assert found, f"{when}: {name} is not found at all"
            self.faults += [f"{when}: {name} as {form} at {place}" for form, place, locked in found if not locked]


# ---- The way, played once and replayed ---------------------------------------------------------------------


class Recording(Screen):
    """Notes what a hand does, for a screen that cannot be read."""

    def __init__(self, display, socket):
        super().__init__(display, socket)
        self.steps = []

    def press_at(self, x, y):
        self.steps.append(("press_at", x, y))
        super().press_at(x, y)

    def key(self, name):
        self.steps.append(("key", name))
        super().key(name)

    def type(self, text, layout="us"):
        self.steps.append(("type", text, layout))
        super().type(text, layout)


class Blind(Screen):
    """A terminal that tells nothing: it is at rest when none of its threads uses or wants the processor."""

    def __init__(self, display, pid):
        self.display, self.pid = display, pid

    def spent(self):
        """The processor time of all threads, and whether all of them sleep."""
        ticks, asleep = 0, True
        for member in family(self.pid):
            for file in pathlib.Path(f"/proc/{member}/task").glob("*/stat"):
                fields = file.read_text().rpartition(")")[2].split()
                ticks, asleep = ticks + int(fields[11]) + int(fields[12]), asleep and fields[0] == "S"
        return ticks, asleep

    def settle(self):
        quiet, before, end = 0, self.spent(), time.monotonic() + 60
        while quiet < 6:  # longer than a page is deaf after it has changed
            assert time.monotonic() < end, "the terminal does not come to rest"
            time.sleep(0.1)
            now = self.spent()
            quiet, before = (quiet + 1 if now == before and now[1] else 0), now


def typed_by(screen, text, layout="us"):
    """What the field for her own words holds more after it."""
    before = screen.node("told").value
    screen.type(text, layout)
    whole = screen.node("told").value
    assert whole.startswith(before) and whole != before, f"{text} was typed, the field holds {whole!r}"
    return whole[len(before):]


def in_language(screen, language):
    screen.press("language")
    screen.press(f"language.{language}")
    screen.press("told")
    screen.key("ctrl+End")


class Way:
    """From the start to the review and back; `look` is called wherever memory is to be looked at."""

    def __init__(self, screen, watch):
        self.screen, self.watch, self.texts = screen, watch, []

    def look(self, when, *more):
        texts = [*self.texts, *more]
        self.screen.settle()  # last: the test's own reading of the page leaves nothing either
        self.watch.look(when, texts)
        self.screen.steps.append(("look", when, texts))

    def words(self, name, text):
        self.texts.append((name, list(forms_of(text))))

    def play(self):
        self.begin()
        self.write()
        self.count()
        self.search()
        self.go_back_and_on()
        return self.screen.steps

    def begin(self):
        screen = self.screen
        screen.press("language.en")
        screen.press("start.begin")
        screen.press("surroundings.alone")
        while screen.name() == "notice":
            screen.press("nav.next")

    def write(self):
        screen = self.screen
        screen.press("told")
        for i in range(1, len(LATIN) + 1, 6):  # also while it is short
            screen.type(LATIN[i - 1:i + 5])
            if i == 7:
                self.look("at the beginning", ("Latin letters", list(forms_of(LATIN[:12]))))
        self.words("Latin letters", LATIN)
        self.look("typed")
        screen.press("told.hide")
        self.look("hidden")
        screen.press("told.hide")
        self.look("shown again")
        in_language(screen, "ar")
        assert typed_by(screen, ARABIC, "ara") == ARABIC
        self.words("Arabic letters", ARABIC)
        self.look("in Arabic")
        in_language(screen, "vi")
        vietnamese = typed_by(screen, TELEX)
        assert vietnamese != TELEX, "the keys have shaped nothing"
        self.words("Vietnamese", vietnamese)
        self.look("in Vietnamese")
        in_language(screen, "zh-Hans")
        screen.type(SPELLED)
        self.look("spelling", ("Chinese, spelled", list(forms_of(SPELLED))))
        chinese = typed_by(screen, "   ")
        assert len(chinese) > 1 and all(ord(letter) > 0x2E80 for letter in chinese), f"spelled {chinese!r}"
        self.words("Chinese", chinese)
        self.look("in Chinese")

    def count(self):
        screen = self.screen
        screen.press("language")
        screen.press("language.en")
        screen.press("nav.next")
        self.look("on the next page")
        screen.press("figure")
        screen.type(str(NUMBER))
        self.texts.append(("a number", list(forms_of_number(NUMBER))))
        self.look("a number")
        screen.press("nav.next")
        for part, value in (("day", DAY), ("month", MONTH), ("year", YEAR)):
            screen.press(f"born.{part}")
            screen.type(str(value))
        self.texts.append(("a date", list(forms_of_date())))
        self.look("a date")
        screen.press("nav.next")

    def search(self):
        screen = self.screen
        screen.press("tongue.search")
        screen.type(SEARCHED)
        self.look("searching", ("what was searched", list(forms_of(SEARCHED))))
        screen.press("tongue.search")
        for _ in SEARCHED:
            screen.key("BackSpace")

    def go_back_and_on(self):
        screen = self.screen
        for _ in range(3):
            screen.press("nav.back")
        self.look("back on the page")
        while screen.name() == "question":
            screen.press("nav.next")
        screen.wait_for("review")
        self.look("on the review")
        screen.press("review.told")
        screen.press("told")
        screen.key("ctrl+z")
        screen.key("ctrl+End")
        self.look("changing")
        screen.press("nav.next")
        self.look("on the review again")


def replay(screen, steps, watch):
    for step, *words in steps:
        if step == "look":
            watch.look(*words)
        else:
            getattr(screen, step)(*words)


# ---- The tests -------------------------------------------------------------------------------------------


def find_what_is_plain(pid):
    """The search finds what lies in unlocked memory, and tells it from what is locked."""
    found = copies(family(pid), [(LABEL, forms_of(LABEL))])[LABEL]
    assert any(not locked for _, _, locked in found), "the page's own words are not found in plain memory"


def binds_at_once(pids):
    """No function is looked up while she types: the loader would lay registers with her letters aside."""
    for pid in pids:
        assert b"LD_BIND_NOW=1" in pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"), "binds when it calls"


def look_at_code(way):
    """The code that she is given: shown in groups, kept without."""
    way.screen.press("nav.keep")
    way.screen.wait_for("kept", 30)
    shown = way.screen.node("code").value
    digits = "".join(filter(str.isdigit, shown))
    way.texts = []
    way.look("kept", ("her code in groups", list(forms_of(shown))), ("her code", list(forms_of(digits))))


def start_release(set_up, programs):
    """The terminal as it is delivered, in place of the one that can be read."""
    deployment = set_up.deployment
    deployment.stop("kiosk")
    deployment.programs = pathlib.Path(programs).resolve()
    log = deployment.folder / "kiosk.log"
    before = log.stat().st_size
    process = deployment.start("kiosk", "--config", deployment.kiosk_config,
                               environment=set_up.display.environment)
    end = time.monotonic() + 60
    while "QueueReached" not in log.read_text()[before:]:
        assert time.monotonic() < end and process.poll() is None, log.read_text()[before:]
        time.sleep(0.1)
    screen = Blind(set_up.display, process.pid)
    screen.settle()
    return screen


def verdict(name, watch):
    assert not watch.faults, "\n".join([f"{name}: in memory that is not locked:", *watch.faults])
    print(f"{name}: {watch.looks} times what she typed was found in locked memory, and nowhere else")


def main():
    assert os.geteuid() == 0, "needs root"
    with stage() as set_up, tempfile.TemporaryDirectory() as name:
        file = pathlib.Path(name) / "form.json"
        write_form(file)
        set_up.restart_with(file, idle=(1800, 60))  # a look takes its time on a busy machine
        pid = set_up.deployment.running["kiosk"].pid
        set_up.screen.lines.close()
        set_up.screen.socket.close()  # the socket answers one at a time
        watch = Watch(pid)
        binds_at_once([*family(pid), set_up.deployment.running["outbox"].pid, set_up.deployment.running["central"].pid])
        way = Way(Recording(set_up.display, set_up.deployment.automation_socket), watch)
        steps = list(way.play())
        find_what_is_plain(pid)
        look_at_code(way)
        verdict("with automation", watch)
        for release in sys.argv[2:3]:
            screen = start_release(set_up, release)
            binds_at_once(family(screen.pid))
            watch = Watch(screen.pid)
            replay(screen, steps, watch)
            find_what_is_plain(screen.pid)
            verdict("release", watch)


main()
