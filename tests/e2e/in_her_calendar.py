#!/usr/bin/python3
"""A woman who knows her birthday in the Persian calendar: a Finnish caseworker reads it as she said it and as a
Gregorian day, the record holds both, and nothing of it is in the terminal's memory afterwards."""
from stage import found_in_memory, keep, stage, to_question

SAID = "persian/1357-09-30"
SHOWN = "۳۰ آذر ۱۳۵۷"


def find(items, link_id):
    return next(item for item in items if item["linkId"] == link_id)


with stage() as set_up:
    screen, kiosk = set_up.screen, set_up.deployment.running["kiosk"].pid
    screen.press("language.fa")
    to_question(screen, "birth_date")
    for part, typed in (("year", "1357"), ("month", "9"), ("day", "30")):
        screen.press(f"birth_date.{part}")
        screen.type(typed)
    assert "chosen" in screen.node("birth_date.calendar.persian").state
    while screen.name() == "question":
        screen.press("nav.next")
    screen.wait_for("review")
    keep(screen)
    screen.press("kept.done")
    screen.wait_for("start")
    (sheet, record), = set_up.wait_for_referrals(1)
    for trace in (SAID, SHOWN):
        assert not found_in_memory(kiosk, trace), f"{trace} is still there: {found_in_memory(kiosk, trace)}"
    (answer,) = find(record["item"], "birth_date")["answer"]
    (said,) = answer["_valueDate"]["extension"]
    assert (answer["valueDate"], said["valueString"]) == ("1978-12-21", SAID), answer
    assert "30. azarkuuta 1357" in sheet and "21. joulukuuta 1978" in sheet, sheet
print("her day is read as she said it")
