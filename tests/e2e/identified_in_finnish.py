#!/usr/bin/python3
"""Identified, in Finnish, with an official helping and two children: what the caseworker reads is what was
entered, answer by answer, with whose hand entered it; and the helper cannot get back to what she answered
alone."""
from stage import PRESS, Find, Journey, entered, found_on_disk, hands, is_chosen, keep, stage

NAME = "Nasrin Ahmadi"


def helper_takes_over(screen, _page, _answers):
    screen.press("hand.helper")
    assert is_chosen(screen, "hand.helper")


def nobody_is_asked_whose_hand(screen, page, _answers):
    assert screen.look_for("hand.helper") is None, f"{page} is answered alone and asks whose hand it is"


def no_way_back(screen, page, _answers):
    """Back from the first page after the private part leads past all of it."""
    screen.press("nav.back")
    came_to = screen.tree()["page"]
    assert came_to == "age", f"back from {page} leads to {came_to}"
    screen.press("nav.next")
    assert screen.tree()["page"] == page, f"next leads to {screen.tree()['page']}"


JOURNEY = Journey("fi", [
    ("decision", {"decision": ["refer_me"]}),
    ("filler", {"filler": ["with_official"]}),
    ("interpreter", {"interpreter": ["none"]}),
    ("helper_org", {"helper_org": ["reception_centre"]}),
    ("helper", {"helper_agrees": True, "helper_name": "Ville Virtanen", "helper_contact": "040 111 2222"}),
    ("age", {"hand.person": PRESS, "age": ["adult"]}),
    ("private_part", {"private_part": ["alone"]}),
    ("helper_safe", {"helper_safe": ["no"]}),
    ("danger", {"danger": ["no"]}),
    ("person_near", {"person_near": ["works_here"]}),
    ("still_happening", {"still_happening": ["still"]}),
    ("last_contact", {"last_contact": ["week"]}),
    ("children_at_risk", {"children_at_risk": ["not_sure"]}),
    ("urgent_health", {"urgent_health": ["yes"]}),
    ("urgent_help", {}),
    ("private_done", {}),
    ("questions_now", {"questions_now": ["skip_part"]}),
    ("story", {"story": "Työtä oli aina. Palkkaa en saanut."}),
    ("needs", {"needs": ["money", "legal", "children"]}),
    ("you", {"name": NAME, "known_as": "Nasrin"}),
    ("birth_date", {"birth_date": {"year": "1990"}}),
    ("gender", {"gender": ["woman"]}),
    ("citizenship", {"citizenship": [Find("AF", "afg"), Find("FI", "suo")]}),
    ("mother_tongue", {"mother_tongue": [Find("prs", "dari")]}),
    ("dialect", {"dialect": "Herat"}),
    ("other_language", {"other_language_name": ["fi"], "other_language_level": ["fairly"], "other_language.add": PRESS,
                        "other_language_name#2": ["en"], "other_language_level#2": ["little"]}),
    ("status", {"status": ["permit"]}),
    ("uma_number", {"uma_number": "7654321"}),
    ("children_count", {"children_count": 2}),
    ("child", [("child_age", ["age_0_6"]), ("child_with_me", True), ("child.add", PRESS), ("child_age#2", ["age_13_17"]),
               ("child_with_me#2", False), ("child.add", PRESS), ("child#3.remove", PRESS)]),
    ("contact", {"contact_channel": ["phone"], "contact_value": "040 333 4444", "contact_safe": True,
                 "contact_times": "iltaisin", "contact_message": True, "contact_phrase": "kesämökki"}),
    ("interpreter_gender", {"interpreter_gender": ["any"]}),
], at={"helper_org": helper_takes_over, "danger": nobody_is_asked_whose_hand, "private_done": no_way_back})

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    JOURNEY.play(screen)
    shown = " ".join(node.id for node in screen.tree()["nodes"])
    assert "review.private" in shown, "the review does not say that her private answers are locked"
    for part in range(30):
        tree = screen.tree()
        for secret in ("helper_safe", "danger", "person_near", "private_part"):
            assert all(node.id != f"review.{secret}" for node in tree["nodes"]), f"the review shows {secret}"
        if not any(node.id == "nav.more" for node in tree["nodes"]):
            break
        screen.press("nav.more")
    keep(screen)
    (sheet, record), = set_up.wait_for_referrals(1)
    assert not (different := JOURNEY.compare(record)), "\n".join(different)
    marks = hands(record)
    assert marks["helper_name"] == "helper/fi", marks
    assert marks["helper_safe"] == "person/fi" and marks["story"] == "person/fi", marks
    assert NAME in sheet and "Afganistan" in sheet and "dari" in sheet.lower()
    screen.press("kept.done")
    screen.wait_for("start")
    assert not found_on_disk(deployment.folder / "terminal", NAME), "her name is on the terminal's disk"
    assert entered(record)["child_age"] == ["age_0_6", "age_13_17"]
print("the desk reads what two people entered, and who entered what")
