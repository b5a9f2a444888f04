#!/usr/bin/python3
"""A terminal that stood still for longer than the idle time: the first touch meets the start page, never the words of
the person before. It stands still for real; nothing else here waits."""
import os
import signal
import time

from stage import Screen, stage, to_question

ASK_AFTER = CLEAR_AFTER = 10  # the least that a configuration may say
WORDS = "words of the person before"

with stage() as set_up:
    deployment = set_up.deployment
    deployment.stop("kiosk")
    deployment.start_kiosk(set_up.display, "--automation", deployment.automation_socket, idle=(ASK_AFTER, CLEAR_AFTER))
    screen = Screen(set_up.display, deployment.automation_socket)
    screen.wait_for("start", 60)
    to_question(screen, "story")
    screen.press("story")
    screen.type(WORDS)
    field = screen.node("story")
    for attempt in ("touch", "key"):
        if attempt == "key":
            to_question(screen, "story")
            screen.press("story")
            screen.type(WORDS)
        shown = set_up.screen_process()
        os.kill(shown, signal.SIGSTOP)
        time.sleep(ASK_AFTER + CLEAR_AFTER + 1)
        if attempt == "touch":
            screen.xdotool("mousemove", round(field.middle()[0]), round(field.middle()[1]), "click", 1)
        else:
            screen.xdotool("key", "a")
        os.kill(shown, signal.SIGCONT)
        tree = screen.tree()
        assert tree["screen"] == "start", f"{attempt}: {tree['screen']} shows"
        said = " ".join(node.name + node.value for node in tree["nodes"])
        assert WORDS not in said, f"{attempt}: the words of the person before are on the screen"
print("what was due was done before what had arrived")
