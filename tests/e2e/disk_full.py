#!/usr/bin/python3
"""The terminal's disk is full: nobody is told that anything was kept, nothing is lost, and it is kept once
there is room. The queue lies on a small file system of its own. Needs root."""
import subprocess

from stage import SKIP, entered, stage, to_review

WORDS = "said while the disk was full"
SIZE = "2M"


def mount_small(folder):
    """Puts the queue's files on a small tmpfs in their old place."""
    held = folder.with_name("held")
    folder.rename(held)
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=700", "tmpfs", folder], check=True)
    subprocess.run(["cp", "-a", f"{held}/.", folder], check=True)


with stage() as set_up:
    screen, deployment = set_up.screen, set_up.deployment
    folder = deployment.outbox_config.parent
    assert deployment.stop("outbox") == 0
    mount_small(folder)
    try:
        deployment.start_outbox()
        screen.xdotool("sleep", 2)
        deployment.stop("central")  # what is kept has to stay here
        ballast = folder / "ballast"
        with open(ballast, "wb", buffering=0) as file:
            try:
                while file.write(b"\0" * 4096):
                    pass
            except OSError:
                pass
        screen.press("language.en")
        to_review(screen, WORDS)
        screen.press("nav.keep")
        tree = screen.wait_for("not_kept", 60)
        said = " ".join(node.name for node in tree["nodes"])
        assert "did not save" in said, f"a full disk is not said: {said}"
        ballast.unlink()
        screen.press("not_kept.again")
        tree = screen.wait_for("kept", 30)
        deployment.restart_central()
        (sheet, record), = set_up.wait_for_referrals(1)
        assert WORDS in sheet
        answered = {link_id: answer for link_id, answer in entered(record).items() if answer != SKIP}
        assert answered == {"decision": ["refer_me"], "story": [WORDS]}, answered
    finally:
        deployment.stop("outbox")
        subprocess.run(["umount", folder], check=True)
print("a full disk is said, and nothing is lost by it")
