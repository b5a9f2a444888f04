#!/usr/bin/python3
"""Nobody there: the terminal asks after the configured time and wipes after the other. Who types is
there: keys and characters count as touches do. What she typed is in no memory and on no disk afterwards."""
import time

from stage import Screen, found_in_memory, found_on_disk, stage, to_question

ASK_AFTER = CLEAR_AFTER = 10
CANARY = "Galoshes-brimstone-52"


def is_asked(screen):
    return screen.find("idle.here") is not None


def restart_with_short_times(set_up):
    deployment = set_up.deployment
    deployment.stop("kiosk")
    deployment.start_kiosk(set_up.display, "--automation", deployment.automation_socket, idle=(ASK_AFTER, CLEAR_AFTER))
    screen = Screen(set_up.display, deployment.automation_socket)
    screen.wait_for("start", 60)
    return screen


def seconds_until(holds, most):
    start = time.monotonic()
    while not holds():
        assert time.monotonic() - start < most, f"nothing happened for {most} s"
        time.sleep(0.2)
    return time.monotonic() - start


with stage() as set_up:
    screen = restart_with_short_times(set_up)
    to_question(screen, "story")
    screen.press("story")
    screen.type(CANARY)
    kiosk = set_up.deployment.running["kiosk"].pid
    assert found_in_memory(kiosk, CANARY), "the search does not find what has just been typed"
    for turn in range(5):  # longer than it takes to be asked, without one touch
        if turn % 2:
            screen.type("a")
        else:
            screen.key("Left")
        time.sleep(3)
        assert not is_asked(screen), "who types was taken for nobody"
    asked = seconds_until(lambda: is_asked(screen), ASK_AFTER + 5)
    assert asked > ASK_AFTER - 5, f"asked {asked:.1f} s after the last check, {asked + 3:.1f} s after the last key"
    screen.key("Right")
    seconds_until(lambda: not is_asked(screen), 3)
    assert screen.tree()["page"] == "story", "a key at the question lost the page"
    wiped = seconds_until(lambda: screen.name() == "start", ASK_AFTER + CLEAR_AFTER + 5)
    assert wiped > ASK_AFTER + CLEAR_AFTER - 3, f"wiped after {wiped:.1f} s"
    time.sleep(5)
    assert not (places := found_in_memory(kiosk, CANARY)), f"what was typed is still in memory: {places}"
    assert not (files := found_on_disk(set_up.deployment.folder, CANARY)), f"what was typed is on disk: {files}"
print("asked and wiped in time, and typing counts")
