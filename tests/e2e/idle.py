#!/usr/bin/python3
"""Nobody there: the terminal asks after the configured time and wipes after the other. A press, a key and a character
each keep it away; after twenty minutes without a new answer it asks whatever was pressed, and two tiles that change
places answer it. What she typed is in no memory and on no disk afterwards."""
from stage import found_in_memory, found_on_disk, stage, to_question

ASK_AFTER, CLEAR_AFTER, ANSWER_WITHIN = 180, 60, 1200
CANARY = "Galoshes-brimstone-52"


def is_asked(screen):
    return screen.find("idle.here") is not None


def without_an_answer(screen, seconds):
    """She is there, and answers nothing."""
    while seconds > 0:
        step = min(seconds, ASK_AFTER - 10)
        screen.advance(step)
        seconds -= step
        if seconds > 0:
            assert not is_asked(screen), "who presses keys was taken for nobody"
            screen.key("Left")


with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    kiosk = deployment.running["kiosk"].pid
    to_question(screen, "story")
    screen.press("story")
    screen.type(CANARY)
    assert found_in_memory(kiosk, CANARY), "the search does not find what has just been typed"

    for turn in range(6):  # longer than it takes to be asked
        if turn % 3 == 0:
            screen.type("a")
        elif turn % 3 == 1:
            screen.key("Left")
        else:
            screen.press("story")
        screen.advance(ASK_AFTER / 3 * 2)
        assert not is_asked(screen), "somebody who is there was taken for nobody"
    screen.advance(ASK_AFTER / 3)
    assert is_asked(screen), f"not asked after {ASK_AFTER} s"
    screen.key("Right")
    assert not is_asked(screen), "a key at the question does not answer it"
    assert screen.tree()["page"] == "story", "a key at the question lost the page"

    places = []
    for _ in range(2):
        screen.press("story")
        screen.type("b")  # a new answer
        without_an_answer(screen, ANSWER_WITHIN - 5)
        assert screen.find("still.here") is None, "asked to choose too early"
        screen.key("Left")
        screen.advance(6)
        here, stop = screen.node("still.here"), screen.node("still.stop")
        places.append(here.y < stop.y)
        screen.key("Left")
        screen.press_at(5, 500)
        assert screen.find("still.here"), "a press beside the tiles answered"
        screen.press("still.here")
        assert screen.tree()["page"] == "story", "staying lost the page"
    assert places[0] != places[1], "the two tiles stand where they stood before"
    without_an_answer(screen, ANSWER_WITHIN + 5)
    screen.press("still.stop")
    screen.wait_for("everyday")
    assert not (found := found_in_memory(kiosk, CANARY)), f"what was typed is still in memory: {found}"
    screen.press("everyday.start")

    to_question(screen, "story")
    screen.press("story")
    screen.type(CANARY)
    screen.advance(ASK_AFTER)
    screen.advance(CLEAR_AFTER - 2)
    assert is_asked(screen), "wiped too early"
    screen.advance(3)
    assert screen.name() == "start", f"{screen.name()} shows when everything was to be wiped"
    set_up.screen_process()  # the old one has gone
    assert not (found := found_in_memory(kiosk, CANARY)), f"what was typed is still in memory: {found}"
    assert not (files := found_on_disk(deployment.folder, CANARY)), f"what was typed is on disk: {files}"
print("asked and wiped in time, and who presses is there")
