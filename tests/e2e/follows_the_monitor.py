#!/usr/bin/python3
"""The monitor is given another mode (also one that it did not have when it was connected), moved by a
second one, switched off and on, switched on only after the terminal was started, turned: within a second
all is inside the glass, can be pressed, and is what it was. Without a window manager, and with one.

usage: follows_the_monitor.py BIN-FOLDER [managed | turned]
"""
import contextlib
import pathlib
import subprocess
import sys
import tempfile
import time

from stage import Screen, stage, to_question
from x_server import Monitors, Turning, window_manager

SECOND = 1
SLACK = 3  # of a machine that does something else as well
WORDS = "Galoshes"


def outside(tree, size):
    return [f"{node.id} {node.x},{node.y} {node.width}x{node.height}" for node in tree["nodes"]
            if node.x < 0 or node.y < 0 or node.x + node.width > size[0] + 1 or node.y + node.height > size[1] + 1]


def reach(tree):
    return max(node.x + node.width for node in tree["nodes"]), max(node.y + node.height for node in tree["nodes"])


def fills(tree, size):
    """All is inside, and the glass is used: the bars reach to the sides."""
    right, bottom = reach(tree)
    return not outside(tree, size) and right > size[0] * 0.9 and bottom > size[1] * 0.8


def soon(screen, size, what):
    start = time.monotonic()
    while not fills(tree := screen.tree(), size):
        assert time.monotonic() - start < SECOND + SLACK, \
            f"{what}: not inside {size}: {outside(tree, size)}, reaches {reach(tree)}"
        time.sleep(0.05)
    print(f"{what}: {time.monotonic() - start:.2f} s")


def corners(screen):
    """The colours at the four corners of all that the server shows."""
    with tempfile.TemporaryDirectory(prefix="picture-") as folder:
        screen.save(pathlib.Path(folder) / "all.png")
        picture = subprocess.run(["gm", "convert", pathlib.Path(folder) / "all.png", "ppm:-"], check=True,
                                 capture_output=True).stdout
    width, height = map(int, picture.split(maxsplit=3)[1:3])
    pixels = picture[-width * height * 3:]
    return {pixels[at * 3:at * 3 + 3] for at in (0, width - 1, (height - 1) * width, width * height - 1)}


def still_hers(screen, words, at=(0, 0)):
    """Her page and words are there, and one more letter arrives where the field is pressed."""
    tree = screen.tree()
    field = screen.node("story")
    assert tree["page"] == "story" and field.value == words, f"{tree['page']}: {field.value!r}, not {words!r}"
    assert at != (0, 0) or len(corners(screen)) == 1, f"something else shows at a corner: {corners(screen)}"
    screen.advance(2)  # a second tap in a row would take her words, for the letter to replace
    screen.press_at(at[0] + field.x + field.width / 2, at[1] + field.y + field.height / 2)
    screen.xdotool("key", "x")
    end = time.monotonic() + 5
    while screen.node("story").value != words + "x":
        assert time.monotonic() < end, f"a press and a key did not arrive: {screen.node('story').value!r}"
        time.sleep(0.05)
    return words + "x"


def other_modes(screen, monitors, words):
    late = monitors.add_mode(1280, 800)
    for mode, size in (("800x600", (800, 600)), (late, (1280, 800)), ("1024x768", (1024, 768))):
        monitors.switch("--mode", mode)
        soon(screen, size, mode)
        words = still_hers(screen, words)
    monitors.switch("--off")
    time.sleep(1)
    assert screen.tree()["page"] == "story", "she lost her page with the monitor"
    monitors.switch("--mode", "1024x576")
    soon(screen, (1024, 576), "off and on")
    words = still_hers(screen, words)
    return words


def a_second_monitor(screen, monitors, words):
    second = monitors.add_mode(640, 480, "DUMMY1")
    monitors.switch("--mode", second, "--left-of", monitors.OUTPUT, output="DUMMY1")
    soon(screen, (1024, 576), "moved to the right")
    time.sleep(SECOND)  # the size is the same: only a press tells that it has moved
    still_hers(screen, words, at=(640, 0))
    monitors.switch("--off", output="DUMMY1")


def switched_on_late(set_up, monitors):
    deployment = set_up.deployment
    deployment.stop("kiosk")
    monitors.switch("--off")
    kiosk = deployment.start_kiosk(monitors, "--automation", deployment.automation_socket)
    screen = Screen(monitors, deployment.automation_socket)
    screen.wait_for("start", 60)
    time.sleep(1)
    assert kiosk.poll() is None, "it ended without a monitor"
    monitors.switch("--mode", "1024x768")
    soon(screen, (1024, 768), "switched on late")
    screen.press("start.begin")
    assert screen.name() != "start", "a press did nothing"


def turned(screen, monitors, words):
    for rotation, size in (("left", (768, 1024)), ("inverted", (1024, 768)), ("normal", (1024, 768))):
        monitors.switch("--rotate", rotation)
        soon(screen, size, rotation)
        words = still_hers(screen, words)


monitors = Turning() if "turned" in sys.argv else Monitors()
around = window_manager(monitors.environment) if "managed" in sys.argv else contextlib.nullcontext()
with around, stage(display=monitors) as set_up:
    screen = set_up.screen
    to_question(screen, "story")
    screen.press("story")
    screen.type(WORDS)
    if "turned" in sys.argv:
        turned(screen, monitors, WORDS)
    else:
        words = other_modes(screen, monitors, WORDS)
        a_second_monitor(screen, monitors, words)
        switched_on_late(set_up, monitors)
print("it followed the monitor")
