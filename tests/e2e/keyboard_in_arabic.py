#!/usr/bin/python3
"""A name in Arabic with a Latin letter, written on the screen alone: no hardware keyboard is touched."""
from stage import stage, to_question

FIRST_NAME = ("م", "ر", "ي", "م")


def write(screen, *keys):
    for key in keys:
        screen.press(f"keyboard.{key}")


def hold(screen, key, choice):
    """Holds a key until its choices show, slides onto one and lets go."""
    x, y = screen.node(f"keyboard.{key}").middle()
    screen.xdotool("mousemove", round(x), round(y), "sleep", 0.03, "mousedown", 1, "sleep", 0.7)
    node = next(node for node in screen.ask("tree")["nodes"] if node["id"] == f"keyboard.choice.{choice}")
    left, top, width, height = node["rect"]
    screen.xdotool("mousemove", round(left + width / 2), round(top + height / 2), "sleep", 0.1, "mouseup", 1)
    screen.settle()


with stage() as set_up:
    screen = set_up.screen
    screen.press("language.ar")
    to_question(screen, "you")
    assert screen.find("keyboard.done") is None, "the keyboard shows before a field is touched"
    screen.press("name")
    write(screen, *FIRST_NAME, "space")
    hold(screen, "ا", "أ")
    write(screen, "ح", "م", "د")
    shown = screen.node("name").value
    assert shown == "مريم أحمد", f"the field holds {shown!r}"
    write(screen, "ن", "backspace", "latin", "shift", "a", "done")
    assert screen.find("keyboard.done") is None, "the keyboard stays after it was closed"
    shown = screen.node("name").value
    assert shown == "مريم أحمدA", f"the field holds {shown!r}"
    screen.press("nav.next")
    while screen.name() == "question":
        screen.press("nav.skip" if screen.find("nav.skip") else "nav.next")
    screen.wait_for("review")
    screen.press("nav.keep")
    screen.wait_for("kept", 30)
    assert screen.find("keyboard.done") is None
    (_, record), = set_up.wait_for_referrals(1)
    assert "مريم أحمدA" in str(record), "the caseworker does not read what was written"
print("a name written on the screen reaches the caseworker as it was written")
