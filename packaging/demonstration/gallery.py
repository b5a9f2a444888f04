"""The gallery: every page of the terminal in every language it has, from the real window, and a sheet that
shows them side by side. One whole terminal a language, side by side, because most of the time is spent waiting
for a window. A page is pictured once in each language, every part of it; it goes wrong when a page of the form
never came."""
import concurrent.futures
import hashlib
import json
import pathlib
import shutil
import sys
import tempfile
import time

from demonstration import every_language, ways
from demonstration.contact_sheet import write_sheet
from demonstration.journey import keep
from demonstration.screen import Display, Failure, Screen, need
from demonstration.services import LANGUAGES, Deployment

LANDSCAPE, PORTRAIT = (1920, 1080), (1080, 1920)
ASK_AFTER, ANSWER_WITHIN = 180, 1200  # seconds: what it asks, and which of it a key does not answer
FRONT = ("not_ready", "start", "everyday", "languages", "sizes", "palettes", "surroundings", "idle", "hurry",
         "notice")
LOOKED_AT_TWICE = ("start", "danger_help", "control", "contact", "review")
WHY_OPENED = ("decision", "filler", "danger", "control", "uma_number", "contact")
SEARCHED_PARTS = 3  # of a list that has hundreds of names, all alike
LARGEST_PARTS = 3  # of a page in the largest text, where it has many
PALETTES = ("dark", "black_on_white", "white_on_black")


class Picturing(Screen):
    """A screen that pictures each page once, part by part, and some pages in other views as well."""

    def __init__(self, display, socket_path, folder, names):
        super().__init__(display, socket_path)
        self.folder, self.names, self.seen = folder, names, set()
        self.view, self.only = "", None

    def picture(self, name=None, view=None):
        """`view`: what is different from the page as it usually is."""
        name, view = name or self.name(), view or self.view
        if (self.only and name not in self.only) or (name, view, 1) in self.names:
            return
        self.every_part(name, view)
        if view:
            return
        if name in WHY_OPENED:
            self.press("why")
            self.one(name, "why", 1)
            self.press("why")
        if name in LOOKED_AT_TWICE:
            self.other_looks(name)

    def other_looks(self, name):
        for palette in PALETTES:
            self.look("palette", palette)
            self.one(name, palette, 1)
        self.look("palette", "calm_light")
        self.look("size", "largest")
        self.parts_from_here(name, "largest", LARGEST_PARTS)
        self.look("size", "normal")

    def look(self, tool, choice):
        self.press(tool)
        self.press(f"{tool}.{choice}")
        self.to_first_part()

    def every_part(self, name, view):
        self.to_first_part()
        self.parts_from_here(name, view, SEARCHED_PARTS if self.is_searched() else sys.maxsize)

    def parts_from_here(self, name, view, most=sys.maxsize):
        self.one(name, view, 1)
        part = 1
        while part < most and self.find("nav.more") is not None:
            self.press("nav.more")
            part += 1
            self.one(name, view, part)
        self.to_first_part()

    def is_searched(self):
        return any(node.id.endswith(".search") for node in self.tree()["nodes"])

    def one(self, name, view, part):
        key = (name, view, part)
        file = self.folder / provisional(key)
        self.save(file)
        digest = hashlib.sha256(file.read_bytes()).digest()
        if view and digest in self.seen:
            file.unlink()  # this part of it is as it was
            return
        self.seen.add(digest)
        self.names.append(key)


def provisional(key):
    return ".".join(map(str, key)) + ".png"


# ---- One language ------------------------------------------------------------------------------------


class Terminal:
    """One terminal with its queue, centre and window, for one language."""

    def __init__(self, language, programs, run, out):
        self.language, self.folder, self.names = language, out / language, []
        self.deployment, self.display = Deployment(run / language, programs), None
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def picture_all(self):
        try:
            self.deployment.make()
            self.deployment.start_central()
            self.before_it_is_ready()
            self.through_the_form()
            self.upright()
            return self.names
        except (Failure, RuntimeError, AssertionError, OSError) as problem:
            raise Failure(f"{self.language}: {problem}") from problem
        finally:
            self.close()

    def open(self, size=LANDSCAPE):
        self.display = Display(*size)
        socket = self.deployment.automation_socket
        self.deployment.start_kiosk(self.display, "--automation", socket, still=True)
        return Picturing(self.display, socket, self.folder, self.names)

    def close(self, everything=True):
        if everything:
            self.deployment.stop_all()
        self.deployment.stop("kiosk")
        if self.display is not None:
            self.display.stop()
            self.display = None

    def before_it_is_ready(self):
        """Without its queue, and then what anybody may read, and what it asks."""
        screen = self.open()
        screen.wait_for("not_ready")
        screen.press(f"language.{self.language}")
        screen.picture("not_ready")
        self.deployment.start_outbox()
        screen.wait_for("start", 60)
        screen.press(f"language.{self.language}")
        screen.press("start.everyday")
        screen.picture("everyday")
        screen.press("everyday.start")
        screen.press(f"language.{self.language}")
        screen.press("start.begin")
        screen.picture("surroundings")
        screen.advance(ASK_AFTER)
        screen.picture("idle")
        screen.press("idle.here")
        self.what_it_asks(screen)
        self.close(everything=False)

    def what_it_asks(self, screen):
        """Somebody is there and answers nothing; somebody passes page after page over."""
        screen.press("surroundings.alone")
        while screen.name() == "notice":
            screen.press("nav.next")
        screen.press("decision.refer_me")
        for _ in range(ANSWER_WITHIN // (ASK_AFTER - 10) + 1):
            screen.key("Left")
            screen.advance(ASK_AFTER - 10)
        screen.node("still.here")
        screen.picture("idle-choose")
        screen.press("still.here")
        screen.press("nav.next")
        while screen.find("hurry.on") is None:
            screen.press_at(*screen.node("nav.skip").middle())
        screen.picture("hurry")

    def through_the_form(self):
        screen = self.open()
        alone, helped, child, anonymous = (way(self.language) for way in ways.ALL)
        alone.play(screen)
        screen.picture("review")
        screen.press("review.open")  # what is above it is pictured already
        screen.parts_from_here("review", "unfolded")
        self.panels(screen)
        keep(screen)
        screen.press("exit")
        screen.picture("everyday-left")
        screen.press("everyday.start")
        for way in (helped, child, anonymous):
            way.play(screen)
            screen.view = way.name
            screen.picture("review")
            if way is child:
                self.not_kept(screen)
            keep(screen)
            screen.view = ""
            screen.press("kept.done")
        self.close(everything=False)

    def panels(self, screen):
        for tool, name in (("language", "languages"), ("size", "sizes"), ("palette", "palettes")):
            screen.press(tool)
            screen.picture(name)
            screen.press("nav.close")

    def not_kept(self, screen):
        """The queue is gone when she wants to keep it, and back when she tries again."""
        self.deployment.stop("outbox")
        screen.press("nav.keep")
        screen.wait_for("not_kept", 60)
        screen.view = ""
        screen.picture("not_kept")
        self.deployment.start_outbox()
        screen.press("nav.back")
        screen.wait_for("review")

    def upright(self):
        """A window that is higher than wide."""
        screen = self.open(PORTRAIT)
        screen.only, screen.view = LOOKED_AT_TWICE, "portrait"
        ways.short(self.language).play(screen)
        screen.picture("review")


# ---- All of them -------------------------------------------------------------------------------------


def make(programs, out):
    """Everything; returns the exit code."""
    need("Xvfb", "xdotool", "setxkbmap", "maim", "minisign", "openssl", "gm")
    begun = time.monotonic()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="gallery-") as run:
        terminals = [Terminal(language, programs, pathlib.Path(run), out) for language in LANGUAGES]
        taken = dict(zip(LANGUAGES, side_by_side(terminals)))
    pages = pages_of_the_form(Deployment(out, programs).share)
    sheet = numbered(out, taken, pages)
    write_sheet(out / "index.html", LANGUAGES, sheet)
    every = every_language.make(programs, out / "languages")
    count = sum(len(names) for names in taken.values())
    print(f"{count} pictures of {len(sheet)} pages in {len(taken)} languages, and three in each of "
          f"{len(every)}, {time.monotonic() - begun:.0f} s: {out / 'index.html'}")
    for problem in (problems := missing(pages, taken)):
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def side_by_side(terminals):
    """What each has pictured. When one of them fails, or Ctrl-C comes, the others end as well."""
    with concurrent.futures.ThreadPoolExecutor(len(terminals)) as pool:
        running = [pool.submit(terminal.picture_all) for terminal in terminals]
        try:
            concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_EXCEPTION)
            for one in running:
                if one.done():
                    one.result()  # raises what went wrong
            return [one.result() for one in running]
        finally:
            for terminal in terminals:
                terminal.close()


def pages_of_the_form(share):
    return [item["linkId"] for item in json.loads((share / "form" / "referral.json").read_text())["item"]]


def missing(pages, taken):
    return [f"never pictured in {language}: {', '.join(lost)}" for language, names in taken.items()
            if (lost := [page for page in pages if (page, "", 1) not in names])]


def numbered(out, taken, pages):
    """Gives every picture its name, the same in each language: [(page, {(view, part): {language: file}})]."""
    order = in_order([name for names in taken.values() for name, _, _ in names], pages)
    width = len(str(len(order)))
    sheet = [(name, {}) for name in order]
    for language, names in taken.items():
        for key in names:
            name, view, part = key
            number = order.index(name)
            file = "-".join([f"{number + 1:0{width}d}", name, *([view] if view else []),
                             *([str(part)] if part > 1 else [])]) + ".png"
            (out / language / provisional(key)).rename(out / language / file)
            sheet[number][1].setdefault((view, part), {})[language] = f"{language}/{file}"
    return sheet


def in_order(names, pages):
    """As a person comes to them: what is before the form, the form, what is after it."""
    def place(name):
        front = name.split("-")[0]
        if front in FRONT:
            return 0, FRONT.index(front), name
        return (1, pages.index(name), name) if name in pages else (2, names.index(name), name)
    return sorted(set(names), key=place)
