#!/usr/bin/python3
"""A page that nobody touches draws no frame, with and without a caret in a field; a touch draws some."""
import time

from stage import stage, to_question

REST = 3  # seconds

with stage() as set_up:
    screen = set_up.screen
    screen.press("language.en")

    def frames_in(action):
        screen.settle()
        before = screen.ask("stats")["frames"]
        action()
        screen.settle()
        return screen.ask("stats")["frames"] - before

    def rest():
        time.sleep(REST)

    assert (drawn := frames_in(rest)) == 0, f"the start screen drew {drawn} frames while nothing happened"
    to_question(screen, "story")
    assert (drawn := frames_in(rest)) == 0, f"a question drew {drawn} frames while nothing happened"
    assert frames_in(lambda: screen.press("story")) > 0, "a press drew nothing: the count proves nothing"
    screen.type("a word")
    assert (drawn := frames_in(rest)) == 0, f"a field with a caret drew {drawn} frames while nothing happened"
    stats = screen.ask("stats")
print(f"nothing is drawn at rest; a frame takes {stats}")
