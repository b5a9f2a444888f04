#!/usr/bin/python3
"""A form that somebody else wrote, whose items and options are called what the terminal's own buttons
are called: a person goes through it by what she sees, and the desk reads what she said."""
from stage import ROOT, stage

FORM = ROOT / "tests" / "intake" / "forms" / "bicycle_workshop.json"
ANSWERS = {"age": "age.under18", "exit": "~exit.yes", "language": "~language.~help~2", "decision": "decision.refer_me",
           "code": "~code%2Ea.~b%2Ec"}


with stage() as set_up:
    screen = set_up.restart_with(FORM)
    screen.press("language.en")
    screen.press("start.begin")
    screen.press("surroundings.alone")
    while screen.name() == "notice":
        screen.press("nav.next")
    seen = []
    while screen.name() == "question":
        page = screen.tree()["page"]
        assert page not in seen, f"page {page} came twice"
        seen.append(page)
        if page in ANSWERS:
            screen.press(ANSWERS[page])
        screen.press("nav.next")
    assert seen == ["age", "exit", "language", "decision", "filler", "code"], f"the pages were {seen}"
    screen.wait_for("review")
    assert screen.find("review.age") and screen.find("review.exit"), "the review lacks a page"
    screen.press("nav.keep")
    screen.wait_for("kept", 30)
    ((sheet, record),) = set_up.wait_for_referrals(1)
    coded = {item["linkId"]: value["valueCoding"] for item in record["item"] for value in item.get("answer", ())
             if "valueCoding" in value}
    assert coded["language"] == {"system": "http://example.org/signs", "code": "help", "display": "Sign language"}
    assert coded["age"]["code"] == "under18" and coded["decision"]["code"] == "refer_me", coded
    extensions = {extension["url"] for extension in record["extension"]}
    assert not {"urn:referral-kiosk:decision", "urn:referral-kiosk:filler"} & extensions, "taken for our own form"
    assert "Send me on" in sheet and "b.c" in sheet, "the sheet does not show its words"
print("somebody else's form was answered and read")
