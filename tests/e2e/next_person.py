#!/usr/bin/python3
"""Each person has a screen process of her own, and between two of them nothing else is on the glass; a crash in the
middle leaves nothing and shows the start page."""
import os
import pathlib
import signal
import subprocess
import tempfile
import threading
import time

from stage import Screen, found_in_memory, found_on_disk, quick_referral, stage, to_question, wait_until

CANARY = "Quince-halyard-8812"
SLACK = float(os.environ.get("REFERRAL_SLACK", "3"))  # other work on the machine: the claim is one second


class Glass:
    """Pictures of the whole display, one after another, while something happens."""

    def __init__(self, display, folder):
        self.display, self.folder, self.over, self.files = display, pathlib.Path(folder), False, []
        self.thread = threading.Thread(target=self.watch)

    def watch(self):
        while not self.over:
            self.files.append(self.take(f"{len(self.files):04}"))

    def take(self, name):
        file = self.folder / f"{name}.xwd"
        subprocess.run(["xwd", "-root", "-silent", "-out", str(file)], env=self.display.environment, check=True)
        return file

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over = True
        self.thread.join()


def pixels(file):
    """What is seen, without the fourth byte of each pixel, which says nothing (XWDFile.h)."""
    dump = file.read_bytes()
    height, line = (int.from_bytes(dump[at:at + 4], "big") for at in (20, 48))
    picture = dump[-height * line:]
    return [picture[colour::4] for colour in range(3)]


def hand_over(set_up, name, act, shows):
    """`act` ends a session: within a second another process shows `shows`, and nothing else was seen meanwhile but the
    page before and that one."""
    screen, display = set_up.screen, set_up.display
    old = set_up.screen_process()
    with tempfile.TemporaryDirectory() as folder:
        glass = Glass(display, folder)
        before = pixels(glass.take("before"))
        begun = time.monotonic()
        with glass:
            act(screen)
            assert screen.name() == shows, f"{screen.name()} shows after {name}"
            took = time.monotonic() - begun
            new = set_up.screen_process()
            time.sleep(0.3)
        after = pixels(glass.take("after"))
        others = [file for file in glass.files if pixels(file) not in (before, after)]
        if others:
            kept = pathlib.Path(tempfile.mkdtemp(prefix="glass-"))
            for file in (glass.folder / "before.xwd", *others, glass.folder / "after.xwd"):
                (kept / file.name).write_bytes(file.read_bytes())
            raise AssertionError(f"{len(others)} of {len(glass.files)} pictures of {name} show something else: {kept}")
        assert new != old, f"{name}: the process stays"
        assert not pathlib.Path(f"/proc/{old}").exists()
        assert took < 1 * SLACK, f"{name}: {took:.2f} s until the next process shows"
        print(f"{name}: {took:.2f} s, {len(glass.files)} pictures")


def restart_still(set_up):
    """No fading: every picture is one page or another."""
    deployment = set_up.deployment
    deployment.stop("kiosk")
    deployment.start_kiosk(set_up.display, "--automation", deployment.automation_socket, still=True)
    set_up.screen = Screen(set_up.display, deployment.automation_socket)
    set_up.screen.wait_for("start", 60)
    return set_up.screen


def hold(screen, node_id):
    """The finger is down on the button, which shows it, and has not let go."""
    screen.xdotool("mousemove", *map(round, screen.node(node_id).middle()), "sleep", 0.1, "mousedown", 1, "sleep", 0.2)
    screen.settle()


def let_go(screen):
    screen.xdotool("mouseup", 1)
    time.sleep(0.03)


with stage(size=(1280, 800)) as set_up:
    screen, deployment = restart_still(set_up), set_up.deployment
    program = deployment.running["kiosk"].pid

    to_question(screen, "story")
    hold(screen, "exit")
    hand_over(set_up, "leaving", let_go, "everyday")
    screen.press("everyday.start")

    to_question(screen, "story")
    screen.advance(239)
    hand_over(set_up, "idle", lambda shown: shown.advance(2), "start")

    quick_referral(screen, "kept words")
    hold(screen, "kept.done")
    hand_over(set_up, "kept", let_go, "start")

    # Somebody who drums on, in the middle of it, brings nothing of hers back.
    to_question(screen, "story")
    old, (x, y) = set_up.screen_process(), screen.node("exit").middle()
    begin = screen.node("nav.next").middle()
    screen.xdotool("mousemove", round(x), round(y), "click", 1, "mousemove", *map(round, begin),
                   "click", "--repeat", 8, "--delay", 100, 1)
    wait_until(lambda: set_up.screen_process() != old, 20, "it did not end")
    assert screen.name() in ("everyday", "start", "surroundings"), f"{screen.name()} shows after drumming"
    screen.press("exit")

    for crash in (signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL):
        if screen.name() == "everyday":
            screen.press("everyday.start")
        to_question(screen, "story")
        screen.press("story")
        screen.type(CANARY)
        assert found_in_memory(program, CANARY)
        old, begun = set_up.screen_process(), time.monotonic()
        os.kill(old, crash)
        assert screen.wait_for("start", 10)
        took = time.monotonic() - begun
        assert set_up.screen_process() != old
        assert not (found := found_in_memory(program, CANARY)), f"after {crash.name}: {found}"
        assert not (files := found_on_disk(deployment.folder, CANARY)), f"after {crash.name}: {files}"
        assert not list(pathlib.Path.cwd().glob("core*")), f"{crash.name} left a core"
        assert took < 1 * SLACK, f"{crash.name}: {took:.2f} s until the start page shows"
        print(f"{crash.name}: {took:.2f} s")

    # The program goes, and so does its screen: never one that nobody looks after.
    old = set_up.screen_process()
    os.kill(program, signal.SIGKILL)
    deployment.running.pop("kiosk").wait()
    wait_until(lambda: not pathlib.Path(f"/proc/{old}").exists(), 10, "a screen process outlives its program")
print("one process a person")
