#!/usr/bin/python3
"""Anonymous, in Arabic: nothing that identifies is asked, and nothing that identifies arrives."""
import json

from stage import Find, Journey, keep, stage

NEVER = {"you", "name", "known_as", "birth_date", "story", "dialect", "other_language", "uma_number", "children_count",
         "child", "contact", "interpreter_gender", "helper", "helper_name", "helper_contact"}
JOURNEY = Journey("ar", [
    ("decision", {"decision": ["anonymous_only"]}),
    ("filler", {"filler": ["self"]}),
    ("age", {"age": ["adult"]}),
    ("danger", {"danger": ["not_sure"]}),
    ("person_near", {"person_near": ["not_sure"]}),
    ("still_happening", {"still_happening": ["no"]}),
    ("last_contact", {"last_contact": ["over_year"]}),
    ("children_at_risk", {"children_at_risk": ["no"]}),
    ("urgent_health", {"urgent_health": ["no"]}),
    ("questions_now", {"questions_now": ["skip_part"]}),
    ("needs", {"needs": ["health", "just_talk"]}),
    ("age_band", {"age_band": ["age_30_39"]}),
    ("gender", {"gender": ["man"]}),
    ("citizenship", {"citizenship": [Find("SO", "الصوم")]}),
    ("mother_tongue", {"mother_tongue": ["so"]}),
    ("status", {"status": ["asylum"]}),
])

with stage() as set_up:
    screen = set_up.screen
    JOURNEY.play(screen)
    keep(screen)
    screen.press("nav.more")  # below the code and what to do with it
    shown = " ".join(node.name for node in screen.tree()["nodes"])
    assert "لا يستطيع أحد التواصل معك" in shown, f"it is not said that nobody can reach her: {shown}"
    (sheet, record), = set_up.wait_for_referrals(1)
    assert not (different := JOURNEY.compare(record)), "\n".join(different)
    text = json.dumps(record)
    for link_id in NEVER:
        assert f'"linkId": "{link_id}"' not in text, f"the anonymous record has {link_id}"
    assert "valueString" not in json.dumps(record["item"]), "there are own words in an anonymous record"
    assert "valueDate" not in text
    assert "demonstration" not in sheet, "the desk says where an anonymous record is from"
print("an anonymous referral says what she answered and not who she is")
