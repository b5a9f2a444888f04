#!/usr/bin/python3
"""What is no person does not keep a session: a pointer that drifts, a key or a button that something lies
on, a turning wheel, other programs' windows. She is asked all the same. A new press, of a button, a key or a
character without a key, keeps the question away.

usage: presence.py BIN-FOLDER
"""
import contextlib
import itertools
import subprocess
import threading
import time

from stage import Display, stage, to_question
from x_server import other_window, said, window_manager

ASK_AFTER = 180
LETTER, UNKNOWN = 38, 250  # key codes: a letter's, and one that no keyboard has and GLFW does not know
NOISE_SECONDS = 1.5  # before the clock is put forward and after


@contextlib.contextmanager
def again_and_again(act):
    """`act` called until the end, as something outside would."""
    over, problems = threading.Event(), []

    def go_on():
        try:
            while not over.wait(0.3):
                act()
        except Exception as problem:  # told where the test sees it
            problems.append(problem)

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        time.sleep(0.5)  # what it did last has arrived before anything else ends
    assert not problems, problems


def drifting(environment):
    steps = itertools.count()
    return again_and_again(lambda: said(environment, "xdotool", "mousemove", str(300 + next(steps) % 200), "300"))


def turning(environment):
    return again_and_again(lambda: said(environment, "xdotool", "click", "5"))


def coming_and_going(environment):
    def show():
        with other_window(environment) as window:
            said(environment, "xdotool", "windowfocus", window)
            time.sleep(0.3)
    return again_and_again(show)


@contextlib.contextmanager
def down(environment, kind, which):
    said(environment, "xdotool", f"{kind}down", which)
    try:
        yield
    finally:
        said(environment, "xdotool", f"{kind}up", which)


def letter_held(environment):
    return down(environment, "key", str(LETTER))


def arabic_held(environment):
    return down(environment, "key", str(UNKNOWN))


def button_held(environment):
    return down(environment, "mouse", "1")


def asked(screen):
    # Not waiting until nothing moves, which with all that goes on it never does.
    return any(node["id"] == "idle.here" for node in screen.ask("tree")["nodes"])


def nobody(screen, environment, *noises):
    """However it goes on: she is asked, and a press brings her page back. Returns how much was written."""
    screen.press("story")
    before = screen.node("story").value
    with contextlib.ExitStack() as stack:
        for noise in noises:
            stack.enter_context(noise(environment))
        time.sleep(NOISE_SECONDS)
        screen.ask("advance", seconds=ASK_AFTER + 1)
        time.sleep(NOISE_SECONDS)
        assert asked(screen), f"taken for a person: {', '.join(noise.__name__ for noise in noises)}"
    screen.press("idle.here")
    assert screen.tree()["page"] == "story", "a press at the question lost the page"
    return len(screen.node("story").value) - len(before)


def somebody(screen, environment):
    for act in (("click", "1"), ("key", str(UNKNOWN))):
        screen.advance(ASK_AFTER * 0.6)
        said(environment, "xdotool", *act)
        screen.settle()
    screen.advance(ASK_AFTER * 0.6)
    assert not asked(screen), "who presses and types was taken for nobody"


display = Display(1280, 800)
environment = display.environment
# The manager first: while it takes over a window that is there already, a press gets lost.
with window_manager(environment), stage(display=display) as set_up:
    screen = set_up.screen
    to_question(screen, "story")
    assert nobody(screen, environment, letter_held, drifting) > 5, "the held letter was not written"
    # Now: the server maps the keys of what was typed on last.
    subprocess.run(["xmodmap", "-e", f"keycode {UNKNOWN} = Arabic_sheen Arabic_sheen"], env=environment, check=True)
    written = nobody(screen, environment, arabic_held, turning, coming_and_going)
    assert written > 5, "the held Arabic letter was not written"
    nobody(screen, environment, button_held, drifting)
    somebody(screen, environment)
print("asked in spite of what is no person, and not while there is one")
