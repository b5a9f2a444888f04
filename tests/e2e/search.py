#!/usr/bin/python3
"""A language and a citizenship out of the long lists, typed and pressed on the real window: the desk reads the
names in the caseworker's language, and what was typed to find them is not in the terminal's memory afterwards.

usage: search.py BIN-FOLDER [FOLDER for pictures]
"""
import sys
import time

from stage import found_in_memory, referral, stage, to_question

LISTS = "urn:referral-kiosk:codes:"
TYPED = "NorsunLUUranni"  # no name is written so: found in memory, it was typed


def ask_both(items):
    items[1:1] = [
        {"linkId": "search_citizen", "type": "choice", "text": "Citizenships", "repeats": True,
         "answerValueSet": LISTS + "citizenship"},
        {"linkId": "search_tongue", "type": "choice", "text": "Mother tongue", "answerValueSet": LISTS + "language"}]


with stage(ask_both) as set_up:
    screen, kiosk = set_up.screen, set_up.deployment.running["kiosk"].pid
    screen.pictures = sys.argv[2] if len(sys.argv) > 2 else None
    screen.press("language.fi")
    to_question(screen, "search_citizen")
    screen.picture("common")
    screen.press("search_citizen.search")
    screen.type(TYPED)
    assert screen.node("search_citizen.search").value == TYPED
    assert found_in_memory(kiosk, TYPED), "the search of the memory does not find what stands on the screen"
    assert screen.find("search_citizen.IQ") is None, "what does not fit still shows"
    screen.picture("found")
    screen.press("search_citizen.CI")
    assert screen.node("search_citizen.search").value == "", "the field is not ready for the next name"
    screen.press("search_citizen.search")
    screen.type("togo")
    screen.press("search_citizen.TG")
    screen.picture("chosen")
    screen.press("search_citizen.search")
    screen.type("qqq")
    screen.picture("nothing")
    assert screen.find("search_citizen.search.nothing"), "it does not say that nothing was found"
    for _ in "qqq":
        screen.key("BackSpace")
    screen.press("nav.next")
    screen.picture("languages")
    screen.press("search_tongue.search")
    screen.type("ew")
    screen.picture("languages-found")
    screen.press("search_tongue.ee")
    screen.press("nav.next")
    while screen.name() == "question":
        screen.press("nav.skip" if screen.find("nav.skip") else "nav.next")
    screen.picture("review")
    screen.press("language")
    screen.press("language.ar")
    screen.picture("review-arabic")
    screen.press("review.search_citizen")
    screen.picture("arabic")
    screen.press("nav.next")
    screen.wait_for("review")
    screen.press("nav.keep")
    screen.wait_for("kept", 30)
    screen.press("kept.done")
    screen.wait_for("start")
    time.sleep(3)
    assert not (places := found_in_memory(kiosk, TYPED)), f"what was typed is still in memory: {places}"

    (sheet, record), = set_up.wait_for_referrals(1)
    answers = referral.entered(record)
    assert answers["search_citizen"] == ["CI", "TG"] and answers["search_tongue"] == ["ee"], answers
    for name in ("Norsunluurannikko", "Togo", "Ewe"):
        assert name in sheet, f"the caseworker's sheet does not say {name}"
print("found by name, chosen, read by the desk, and nothing of the search is left")
