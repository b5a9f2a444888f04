#!/usr/bin/python3
"""Beside other programs: a window manager does not close the terminal over the whole screen, only one in a
window; what another window has covered is drawn again. A click where the pointer already stands works after
another window has had the focus, and what was pressed when the focus went is let go and does nothing. Taps that
had to wait are where they were made."""
import os
import pathlib
import signal
import tempfile
import time

from stage import Display, Screen, stage, to_question
from x_server import other_window, said, wait_for, window_manager


def refused(set_up, environment, window):
    kiosk, screen = set_up.deployment.running["kiosk"], set_up.screen
    said(environment, "wmctrl", "-i", "-a", window)
    wait_for(lambda: said(environment, "xdotool", "getactivewindow").decode().strip() == window)
    page = screen.tree()["page"]
    for close in (("xdotool", "key", "alt+F4"), ("wmctrl", "-c", ":ACTIVE:")):
        said(environment, *close)
        time.sleep(0.5)
        assert kiosk.poll() is None, f"{' '.join(close)} ended the terminal"
        assert screen.tree()["page"] == page, f"{' '.join(close)} left the page"


def click(screen):
    """Without moving the pointer."""
    time.sleep(0.5)
    screen.xdotool("mousedown", 1, "sleep", 0.05, "mouseup", 1)
    time.sleep(0.3)


def focus_lost_and_back(screen, environment, give_back):
    """Another window elsewhere takes the focus; the pointer stays on the button to the next page."""
    page = screen.tree()["page"]
    screen.xdotool("mousemove", *map(round, screen.node("nav.next").middle()))
    time.sleep(0.3)
    with other_window(environment) as window:
        said(environment, "xdotool", "windowfocus", window)
        time.sleep(0.5)
        if give_back:
            give_back()
    click(screen)
    assert screen.tree()["page"] != page, "a click where the pointer stood did nothing"


def pressed_when_it_went(screen, environment):
    page = screen.tree()["page"]
    screen.xdotool("mousemove", *map(round, screen.node("nav.next").middle()), "sleep", 0.3, "mousedown", 1)
    with other_window(environment) as window:
        said(environment, "xdotool", "windowfocus", window)
        time.sleep(0.5)
        screen.xdotool("mouseup", 1)
    time.sleep(0.5)
    assert screen.tree()["page"] == page, "a press that had lost the focus went to the next page"
    # It is forgotten, too: another press that ends on the same button is not the button's.
    screen.xdotool("mousemove", 5, 5, "sleep", 0.3, "mousedown", 1, "sleep", 0.2,
                   "mousemove", *map(round, screen.node("nav.next").middle()), "sleep", 0.2, "mouseup", 1)
    time.sleep(0.5)
    assert screen.tree()["page"] == page, "the lost press was kept for the next"
    click(screen)
    assert screen.tree()["page"] != page, "the button is stuck"


def taps_that_waited(screen, shown):
    """Several places are tapped before the terminal gets to hear of the first."""
    screen.press("story")
    places = [screen.node(f"keyboard.{letter}").middle() for letter in "aos"]
    taps = [word for x, y in places
            for word in ("mousemove", round(x), round(y), "sleep", 0.03, "mousedown", 1, "sleep", 0.03, "mouseup", 1)]
    os.kill(shown, signal.SIGSTOP)
    screen.xdotool(*taps)
    os.kill(shown, signal.SIGCONT)
    wait_for(lambda: len(screen.node("story").value) == len(places))
    assert screen.node("story").value.lower() == "aos", f"tapped a, o, s: {screen.node('story').value!r}"
    screen.press("keyboard.done")


def covered_and_bared(screen, environment, folder):
    """Another window covers an answer and is gone at once: what stood there is there again. Frames in which nothing
    changes are not drawn, this one is."""
    def picture(name):
        screen.save(folder / f"{name}.png")
        return (folder / f"{name}.png").read_bytes()

    frames = screen.ask("stats")
    screen.press("decision.refer_me")
    whole, after = picture("whole"), screen.ask("stats")
    assert after["shown"] - frames["shown"] < after["frames"] - frames["frames"], f"all are drawn: {frames} {after}"
    screen.press("decision.contact_me_first")
    x, y = map(round, screen.node("decision.refer_me").middle())
    with other_window(environment, f"200x100+{x}+{y}") as window:
        assert picture("covered") != whole
        screen.press_at(x - 30, y)
        said(environment, "xdotool", "windowunmap", window)
        time.sleep(0.3)
        assert picture("bared") == whole, "what was covered is not drawn again"


def closed_in_a_window(deployment, display):
    deployment.stop("kiosk")
    kiosk = deployment.start_kiosk(display, "--automation", deployment.automation_socket, "--windowed", "900x600")
    Screen(display, deployment.automation_socket).wait_for("start", 60)
    said(display.environment, "wmctrl", "-c", ":ACTIVE:")
    wait_for(lambda: kiosk.poll() is not None)
    assert kiosk.returncode == 0, f"closed with {kiosk.returncode}"
    deployment.running.pop("kiosk")


display = Display(1280, 800)
environment = display.environment
with stage(display=display) as set_up:
    screen = set_up.screen
    to_question(screen, "decision")
    with tempfile.TemporaryDirectory() as folder:
        covered_and_bared(screen, environment, pathlib.Path(folder))
    screen.press("exit")
    screen.press("everyday.start")
    to_question(screen, "story")
    kiosk_window = said(environment, "xdotool", "search", "--onlyvisible", "--class", ".").split()[0].decode()
    taps_that_waited(screen, set_up.screen_process())
    focus_lost_and_back(screen, environment, lambda: said(environment, "xdotool", "windowfocus", kiosk_window))
    focus_lost_and_back(screen, environment, None)
    with window_manager(environment):
        refused(set_up, environment, kiosk_window)
        focus_lost_and_back(screen, environment, None)
        pressed_when_it_went(screen, environment)
        closed_in_a_window(set_up.deployment, display)
print("not closed, and each click counts")
