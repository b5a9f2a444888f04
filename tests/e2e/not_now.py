#!/usr/bin/python3
"""`Not now` stores nothing: no envelope beyond the terminal's own test record, on any side."""
from stage import kind_of, stage, to_question

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    screen.press("language.en")
    to_question(screen, "decision")
    before = screen.find("nav.next")
    assert before is None or "disabled" in before.state, "the decision can be passed without deciding"
    screen.press("decision.not_now")
    screen.press("nav.next")
    screen.wait_for("everyday")
    screen.xdotool("sleep", 4)
    kinds = [kind_of(deployment.open(envelope)[1]) for envelope in deployment.inbox()]
    assert kinds == ["test"], f"the centre holds {kinds}"
print("not now stored nothing")
