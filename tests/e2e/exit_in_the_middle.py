#!/usr/bin/python3
"""Leaving in the middle of typing: one touch, a neutral page, nothing stored, nothing found on disk; and
who has finished leaves nothing in the terminal's memory."""
import pathlib
import tempfile
import time

from stage import found_in_memory, found_on_disk, quick_referral, stage, to_question

CANARY = "Zanzibar-quetzal-4711"
WORDS = "the next person here"

with tempfile.TemporaryDirectory() as planted:
    (pathlib.Path(planted) / "x").write_bytes(b"..." + CANARY.encode("utf-16-le") + b"...")
    assert found_on_disk(planted, CANARY), "the search does not find what was planted"

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    screen.press("language.en")
    to_question(screen, "story")
    screen.press("story")
    screen.type(CANARY)
    assert screen.node("story").value == CANARY
    screen.press("exit")
    tree = screen.wait_for("everyday", 3)
    shown = " ".join(node.name + node.value for node in tree["nodes"]).lower()
    assert CANARY.lower() not in shown
    for word in ("traffick", "victim", "assistance system"):
        assert word not in shown, f"the neutral page says {word}"

    title = screen.window_title()
    assert not title.strip(), f"the window's title says {title!r}"

    # Escape does the same, and the next person finds an empty terminal.
    screen.press("everyday.start")
    screen.wait_for("start")
    screen.press("language.en")
    to_question(screen, "story")
    assert screen.node("story").value == "", "the last person's words are still there"
    screen.press("story")
    screen.type(CANARY)
    screen.key("Escape")
    screen.wait_for("everyday", 3)

    # The way from the terminal to the desk works, so what follows is no empty promise.
    screen.press("everyday.start")
    screen.wait_for("start")
    screen.press("language.en")
    tree = quick_referral(screen, WORDS)
    code = next(node.value for node in tree["nodes"] if node.id == "code")
    kiosk = deployment.running["kiosk"].pid
    assert found_in_memory(kiosk, code), "the search does not find the code that is on the screen"
    screen.press("kept.done")
    screen.wait_for("start")
    time.sleep(5)
    for secret in (code, CANARY, WORDS):
        assert not (places := found_in_memory(kiosk, secret)), f"{secret!r} is still in memory: {places}"
    (sheet, _), = set_up.wait_for_referrals(1)
    assert WORDS in sheet and CANARY not in sheet
    found = found_on_disk(deployment.folder, CANARY)
    assert not found, f"what was typed is on disk: {found}"
print("nothing stays after leaving")
