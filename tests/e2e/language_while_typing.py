#!/usr/bin/python3
"""The interpreter changes the language in the middle of a sentence: every letter stays, and the record says
in which language each answer was shown."""
from stage import SKIP, entered, hands, keep, stage, to_question

FIRST, SECOND = "Ensin suomeksi. ", "أولا بالعربية"

with stage() as set_up:
    screen = set_up.screen
    screen.press("language.fi")
    to_question(screen, "story")
    screen.press("story")
    screen.type(FIRST, "fi")
    screen.press("language")
    screen.press("language.ar")
    assert screen.node("story").value == FIRST, "changing the language lost what was typed"
    assert screen.tree()["dir"] == "rtl"
    screen.press("story")
    screen.key("End")
    screen.type(SECOND, "ara")
    whole = screen.node("story").value
    assert whole == FIRST + SECOND, f"the field holds {whole!r}"
    screen.press("language")
    screen.press("language.en")
    assert screen.node("story").value == whole
    screen.press("nav.next")
    screen.press("needs.housing")
    while screen.name() == "question":
        screen.press("nav.next")
    screen.wait_for("review")
    keep(screen)
    (sheet, record), = set_up.wait_for_referrals(1)
    said = {link_id: answer for link_id, answer in entered(record).items() if answer != SKIP}
    assert said == {"decision": ["refer_me"], "story": [whole], "needs": ["housing"]} and whole in sheet, said
    marks = hands(record)
    assert (marks["decision"], marks["story"], marks["needs"]) == ("person/fi", "person/ar", "person/en"), marks
    languages = [extension["valueCode"] for extension in record["extension"]
                 if extension["url"] == "urn:referral-kiosk:language"]
    assert languages == ["fi", "ar", "en"], languages
print("no letter is lost, and every answer says its language")
