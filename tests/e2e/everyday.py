#!/usr/bin/python3
"""Leaving tells nothing: it shows what anybody opens from the start page, in the terminal's own language, and goes back
by itself. Nowhere is a question about answers where there are none."""
from stage import quick_referral, stage, to_question

LANGUAGE, HERS = "fi", "ar"


def shown(screen):
    """All that can be read, and where it stands."""
    tree = screen.tree()
    return tree["locale"], [(node.id, node.name, node.value, node.x, node.y) for node in tree["nodes"]]


def stays_unasked(screen, name, seconds):
    """For so long it shows the page and asks nothing; then the start page, in the terminal's language."""
    for _ in range(9):
        screen.advance((seconds - 1) / 9)
        tree = screen.tree()
        assert tree["screen"] == name, f"{name} went after less than {seconds} s"
        asked = [node.id for node in tree["nodes"] if node.id.startswith(("idle.", "still."))]
        assert not asked, f"{name} asks: {asked}"
    screen.advance(2)
    tree = screen.tree()
    assert (tree["screen"], tree["locale"]) == ("start", LANGUAGE), f"{tree['screen']} {tree['locale']} after {name}"


def from_question(screen):
    to_question(screen, "story")
    screen.press("exit")


def from_notice(screen):
    screen.press("start.begin")
    screen.press("surroundings.alone")
    screen.press("exit")


def from_surroundings(screen):
    screen.press("start.begin")
    screen.press("surroundings.hide")


def not_now(screen):
    to_question(screen, "decision")
    screen.press("decision.not_now")
    screen.press("nav.next")


def by_key(screen):
    to_question(screen, "story")
    screen.key("Escape")


with stage() as set_up:
    screen = set_up.screen
    fresh = shown(screen)
    screen.press("start.everyday")
    opened = shown(screen)
    stays_unasked(screen, "everyday", 45)
    assert shown(screen) == fresh

    for number, way in enumerate((from_question, from_notice, from_surroundings, not_now, by_key)):
        if number > 0:
            screen.press("everyday.start")
        screen.press(f"language.{HERS}")
        screen.press("size")
        screen.press("size.largest")
        screen.press("palette")
        screen.press("palette.dark")
        way(screen)
        assert shown(screen) == opened, f"{way.__name__} shows something else than anybody opens"
    stays_unasked(screen, "everyday", 45)
    assert shown(screen) == fresh

    # Whoever opens it herself reads it in her language, and nothing of that stays either.
    screen.press(f"language.{HERS}")
    screen.press("start.everyday")
    assert screen.tree()["locale"] == HERS
    screen.press("everyday.start")
    assert screen.tree()["locale"] == HERS, "going back lost her language"
    stays_unasked(screen, "start", 180)
    assert shown(screen) == fresh

    # A chooser left open is put away as well.
    screen.press("palette")
    stays_unasked(screen, "start", 180)
    assert shown(screen) == fresh

    screen.press(f"language.{HERS}")
    quick_referral(screen, "kept words")
    stays_unasked(screen, "kept", 180)
    assert shown(screen) == fresh
print("leaving shows what anybody opens, and nothing asks about answers that are not there")
