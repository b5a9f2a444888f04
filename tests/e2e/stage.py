"""A whole deployment with a real window under Xvfb for one end-to-end test, and its clean end.

usage of each test: TEST.py BIN-FOLDER
"""
import array
import contextlib
import json
import os
import pathlib
import re
import shutil
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True

from demonstration import referral  # noqa: E402
from demonstration.journey import PRESS, SKIP, Find, Journey, entered, hands, is_chosen, keep  # noqa: E402
from demonstration.screen import Display, Screen  # noqa: E402
from demonstration.services import Deployment, kind_of, wait_until  # noqa: E402

__all__ = ["PRESS", "ROOT", "SKIP", "Deployment", "Display", "Find", "Journey", "Screen", "entered", "family",
           "found_in_memory", "found_on_disk", "hands", "is_chosen", "keep", "kind_of", "make", "quick_referral",
           "referral", "regions", "stage", "to_question", "to_review", "wait_until", "written_memory"]


class Stage:
    def __init__(self, deployment, display, screen):
        self.deployment, self.display, self.screen = deployment, display, screen

    def restart_with(self, form, **settings):
        """The terminal begun again with another form, and what write_kiosk_config() takes; returns its screen."""
        deployment = self.deployment
        deployment.stop("kiosk")
        deployment.write_kiosk_config(**settings)
        config = deployment.kiosk_config
        config.write_text(f'form = "{form}"\n' + config.read_text())
        deployment.start("kiosk", "--config", config, "--automation", deployment.automation_socket,
                         environment=self.display.environment)
        self.screen = Screen(self.display, deployment.automation_socket)
        self.screen.wait_for("start", 60)
        return self.screen

    def screen_process(self):
        """The process that shows the screen; the program only sees to it that there is one."""
        program = self.deployment.running["kiosk"].pid
        wait_until(lambda: len(family(program)) == 2, 20, "there is not one screen process")
        return family(program)[1]

    def wait_for_referrals(self, count, seconds=60):
        wait_until(lambda: len(self.deployment.referrals()) >= count, seconds, f"{count} referrals did not arrive")
        time.sleep(2)  # one more slot: a repeat would arrive now
        found = self.deployment.referrals()
        assert len(found) == count, f"the desk reads {len(found)} referrals, not {count}"
        return found


def with_form(share, copy, change):
    """A copy of the assets in which the form is changed."""
    shutil.copytree(share, copy)
    file = copy / "form" / "referral.json"
    form = json.loads(file.read_text())
    change(form["item"])
    file.write_text(json.dumps(form, ensure_ascii=False))
    return copy


def make(deployment):
    """Makes the deployment, or copies the one that ctest has made for all of its tests (made_once.py)."""
    if made := os.environ.get("REFERRAL_DEPLOYMENT"):
        shutil.copytree(made, deployment.folder)
    else:
        deployment.make()


@contextlib.contextmanager
def stage(change_form=None, size=(1920, 1080), display=None):
    """The terminal at its start screen, the queue and the centre running; all stopped at the end.

    `change_form`: called with the form's items, for a form that asks something else as well;
    `size`: of the display, in pixels; `display`: instead of a new one."""
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        deployment = Deployment(pathlib.Path(folder) / "run", pathlib.Path(sys.argv[1]).resolve())
        if change_form:
            deployment.share = with_form(deployment.share, pathlib.Path(folder) / "share", change_form)
        make(deployment)
        deployment.still = True  # the demonstration, which is a test too, is played with all that moves
        display = display or Display(*size)
        try:
            deployment.start_central()
            deployment.start_outbox()
            deployment.start_kiosk(display, "--automation", deployment.automation_socket)
            screen = Screen(display, deployment.automation_socket)
            screen.wait_for("start", 60)
            yield Stage(deployment, display, screen)
        except BaseException:
            for log in sorted(pathlib.Path(folder).glob("run/*.log")):
                print(f"---- {log.name}\n{log.read_text(errors='replace')[-3000:]}", file=sys.stderr)
            raise
        finally:
            deployment.stop_all()
            display.stop()


def to_question(screen, page):
    """From the start screen to a page of the form, answering only what has to be answered."""
    screen.press("start.begin")
    screen.press("surroundings.alone")
    while screen.name() == "notice":
        screen.press("nav.next")
    if page == "decision":
        return
    screen.press("decision.refer_me")
    screen.press("nav.next")
    for _ in range(40):
        if screen.tree()["page"] == page:
            return
        screen.press("nav.skip" if screen.find("nav.skip") else "nav.next")
    raise AssertionError(f"page {page} did not come")


def to_review(screen, own_words):
    """From the start screen to the review, with the decision and own words only."""
    to_question(screen, "story")
    screen.press("story")
    screen.type(own_words)
    while screen.name() == "question":
        screen.press("nav.next")
    screen.wait_for("review")


def quick_referral(screen, own_words):
    """A referral with the decision and own words only; returns the kept screen's tree."""
    to_review(screen, own_words)
    screen.press("nav.keep")
    return screen.wait_for("kept", 30)


PAGE = os.sysconf("SC_PAGE_SIZE")
HELD = 3 << 62  # in memory or swapped out (pagemap in the kernel's documentation)


def held(pagemap, begin, end):
    """Those parts of a region that hold anything: (begin, end) of each."""
    pagemap.seek(begin // PAGE * 8)
    entries, run = array.array("Q", pagemap.read((end - begin) // PAGE * 8)), None
    for i, entry in enumerate((*entries, 0)):
        if entry & HELD and run is None:
            run = i
        elif not entry & HELD and run is not None:
            yield begin + run * PAGE, begin + i * PAGE
            run = None


def regions(pid):
    """What a process may have written: the bytes of each part of a region, where the region lies, and the kernel's
    flags of it (proc(5), VmFlags). What is the process's own and was never touched is left out: it is nothing but
    zeros. Needs root."""
    with open(f"/proc/{pid}/smaps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as memory, \
            open(f"/proc/{pid}/pagemap", "rb", 0) as pagemap:
        for line in maps:
            if re.match("[0-9a-f]+-[0-9a-f]+ ", line):
                place, rights, *rest = line.split()
            if not line.startswith("VmFlags:"):
                continue
            begin, end = (int(part, 16) for part in place.split("-"))
            of_a_file = "/" in rest[-1] and "memfd:" not in rest[-1]
            if "r" not in rights or ("w" not in rights and of_a_file) or rest[-1] in ("[vvar]", "[vsyscall]"):
                continue
            its_own = "p" in rights and rest[2] == "0"
            for first, last in held(pagemap, begin, end) if its_own else ((begin, end),):
                try:
                    memory.seek(first)
                    yield memory.read(last - first), f"{place} {' '.join(rest[3:])}", line.split()[1:]
                except (OSError, ValueError, OverflowError):
                    continue  # guard pages, devices


def written_memory(pid):
    """The bytes of each region that a process may have written, and where it lies. Needs root."""
    for block, place, _ in regions(pid):
        yield block, place


def family(pid):
    """A process and all that it has started, directly or not."""
    parents = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it has ended meanwhile
    members = [pid]
    for member in members:
        members += [child for child, parent in parents.items() if parent == member]
    return members


def found_in_memory(pid, text):
    """Where the memory of a process, or of one that it has started, holds `text` as UTF-8, UTF-16 or UTF-32. Needs
    root."""
    needles = {coding: text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")}
    return [f"{coding} at {place} of {member}" for member in family(pid) for block, place in written_memory(member)
            for coding, needle in needles.items() if needle in block]


def found_on_disk(folder, text):
    """The files below `folder` that hold `text` as UTF-8, UTF-16 or UTF-32."""
    needles = [text.encode(coding) for coding in ("utf-8", "utf-16-le", "utf-32-le")]
    return [file for file in pathlib.Path(folder).rglob("*")
            if file.is_file() and any(needle in file.read_bytes() for needle in needles)]
