#!/usr/bin/python3
"""The queue is not there at the moment of sending: the screen says that it did not save, loses nothing, and
keeps it once when the queue is back."""
from stage import SKIP, entered, keep, stage, to_review

WORDS = "said while the queue was away"

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    screen.press("language.en")
    to_review(screen, WORDS)
    assert deployment.stop("outbox") == 0
    screen.press("nav.keep")
    tree = screen.wait_for("not_kept", 60)
    said = " ".join(node.name for node in tree["nodes"])
    assert "kept safely" not in said and "your answers are still on this screen" in said.lower(), said
    screen.press("nav.back")
    screen.wait_for("review")
    deployment.start_outbox()
    screen.xdotool("sleep", 2)
    keep(screen)
    (sheet, record), = set_up.wait_for_referrals(1)
    assert WORDS in sheet
    said = {link_id: answer for link_id, answer in entered(record).items() if answer != SKIP}
    assert said == {"decision": ["refer_me"], "story": [WORDS]}, said
print("not kept, said so, and kept once afterwards")
