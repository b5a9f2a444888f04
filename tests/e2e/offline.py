#!/usr/bin/python3
"""Kept without a network, and said so; when the centre comes back the record arrives, once."""
from stage import quick_referral, stage

WORDS = "kept while offline"

with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    screen.press("language.en")
    deployment.stop("central")
    screen.xdotool("sleep", 3)
    tree = quick_referral(screen, WORDS)
    shown = " ".join(node.name for node in tree["nodes"])
    assert "will be sent when this terminal is connected" in shown, f"offline is not said: {shown}"
    assert "on their way" not in shown, "it says that something is on its way"
    screen.press("exit")
    screen.wait_for("everyday")

    # The queue survives its own end, too.
    assert deployment.stop("outbox") == 0
    deployment.start_outbox()
    deployment.restart_central()
    (sheet, record), = set_up.wait_for_referrals(1)
    assert WORDS in sheet and WORDS in str(record)
print("kept offline, arrived once")
