#!/usr/bin/python3
"""First known by name, then anonymous after all: what she had said about herself goes at once, visibly and
for good, from the screen, the memory and what is sent."""
import json
import time

from stage import Find, Journey, entered, found_in_memory, found_on_disk, keep, stage

CANARIES = {"name": "Quillon-Ragstone", "story": "Zambezi-Parsnip", "contact_value": "Ottawa-7731", "helper_name": "Umbra-Falsetto"}
JOURNEY = Journey("en", [
    ("decision", {"decision": ["refer_me"]}),
    ("filler", {"filler": ["with_ngo"]}),
    ("interpreter", {"interpreter": ["none"]}),
    ("helper_org", {"helper_org": ["shelter"]}),
    ("helper", {"helper_agrees": True, "helper_name": CANARIES["helper_name"]}),
    ("age", {"age": ["adult"]}),
    ("private_part", {"private_part": ["together"]}),
    ("danger", {"danger": ["no"]}),
    ("person_near", "skip"), ("still_happening", "skip"), ("last_contact", "skip"), ("children_at_risk", "skip"),
    ("urgent_health", "skip"),
    ("questions_now", {"questions_now": ["skip_part"]}),
    ("story", {"story": CANARIES["story"]}),
    ("needs", {"needs": ["legal"]}),
    ("you", {"name": CANARIES["name"]}),
    ("birth_date", {"birth_date": {"year": "1988"}}),
    ("gender", {"gender": ["man"]}),
    ("citizenship", {"citizenship": [Find("NG", "niger")]}),
    ("mother_tongue", {"mother_tongue": ["en"]}),
    ("dialect", "skip"), ("other_language", "skip"), ("status", "skip"), ("children_count", "skip"),
    ("contact", {"contact_channel": ["email"], "contact_value": CANARIES["contact_value"], "contact_safe": True}),
    ("interpreter_gender", "skip"),
])
ASKED_AGAIN = {"helper_org", "age_band", "gender", "citizenship", "mother_tongue", "status"}

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    kiosk = deployment.running["kiosk"].pid
    JOURNEY.play(screen)
    for canary in CANARIES.values():
        assert found_in_memory(kiosk, canary), f"the search does not find {canary}, which she has just entered"
    screen.press("review.decision")
    screen.press("decision.anonymous_only")
    assert screen.find("review.dropped"), "the page does not say that something was removed"
    time.sleep(1)
    for link_id, canary in CANARIES.items():
        assert not (places := found_in_memory(kiosk, canary)), f"{link_id} is still in memory: {places}"
    screen.press("nav.next")
    again = set()
    while screen.name() == "question":
        again.add(screen.tree()["page"])
        screen.press("nav.skip")
    assert again == ASKED_AGAIN, f"asked again: {again}"
    screen.wait_for("review")
    keep(screen)
    (sheet, record), = set_up.wait_for_referrals(1)
    text = json.dumps(record, ensure_ascii=False) + sheet
    for link_id, canary in CANARIES.items():
        assert canary not in text, f"{link_id} arrived in an anonymous record"
        assert not found_on_disk(deployment.folder, canary), f"{link_id} is on disk"
    found = entered(record)
    assert found["decision"] == ["anonymous_only"] and found["needs"] == ["legal"] and found["filler"] == ["with_ngo"]
    assert found["gender"] == "skip", "what she said about herself before came along"
print("what she took back is gone from everywhere")
