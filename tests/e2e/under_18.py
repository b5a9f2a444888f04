#!/usr/bin/python3
"""Under 18, with a guardian beside: the exceptions stand before any name, the way is shorter, nobody's
permission is asked, and what is said about the guardian stays out of the guardian's reach."""
from stage import Journey, entered, keep, stage

ADULTS = {"questions_now", "decided_for_you", "little_pay", "marriage", "sexual", "control", "exploitation",
          "minor_at_time", "status", "children_count", "other_language", "dialect", "age_band"}


def both_exceptions_are_said(screen, _page, _answers):
    said = " ".join(node.name for node in screen.tree()["nodes"])
    assert "child welfare or the police" in said, f"the child is not told who may be told: {said}"


JOURNEY = Journey("en", [
    ("decision", {"decision": ["contact_me_first"]}),
    ("filler", {"filler": ["with_guardian_or_representative"]}),
    ("interpreter", {"interpreter": ["none"]}),
    ("helper", {}),
    ("age", {"age": ["under18"]}),
    ("age_child", {}),
    ("age_band_child", {"age_band_child": ["age_15_17"]}),
    ("private_part", {"private_part": ["alone"]}),
    ("helper_safe", {"helper_safe": ["no"]}),
    ("representative", {"representative": ["is_the_problem"]}),
    ("danger", {"danger": ["now"]}),
    ("danger_help", {}),
    ("person_near", {"person_near": ["lives_here"]}),
    ("still_happening", {"still_happening": ["still"]}),
    ("last_contact", {"last_contact": ["week"]}),
    ("children_at_risk", {"children_at_risk": ["yes"]}),
    ("urgent_health", {"urgent_health": ["no"]}),
    ("urgent_help", {}),
    ("private_done", {}),
    ("child_scared", {"child_scared": ["yes"]}),
    ("child_money", {"child_money": ["no"]}),
    ("child_brought", {"child_brought": ["not_sure"]}),
    ("child_school", {"child_school": ["no"]}),
    ("exploited_in", {"exploited_in": ["finland"]}),
    ("when", {"when": ["ongoing"]}),
    ("story", {"story": "I want to go to school"}),
    ("needs", {"needs": ["protection", "just_talk"]}),
    ("you", {"name": "Linh", "known_as": "Linh"}),
    ("birth_date", {"birth_date": {"year": "2010"}}),
    ("gender", {"gender": ["woman"]}),
    ("citizenship", {"citizenship": ["VN"]}),
    ("mother_tongue", {"mother_tongue": ["vi"]}),
    ("contact", {"contact_channel": ["visit_me"], "contact_safe": True, "contact_times": "at school",
                 "contact_message": False}),
    ("interpreter_gender", {"interpreter_gender": ["woman"]}),
], at={"age_child": both_exceptions_are_said})

with stage() as set_up:
    screen = set_up.screen
    JOURNEY.play(screen)
    keep(screen)
    (sheet, record), = set_up.wait_for_referrals(1)
    assert not (different := JOURNEY.compare(record)), "\n".join(different)
    found = entered(record)
    assert not (asked := ADULTS & found.keys()), f"a child was asked {asked}"
    assert found["representative"] == ["is_the_problem"]
print("a child goes the shorter way, and the guardian learns nothing")
