#!/usr/bin/python3
"""One referral through the real window and the real queue, both under ThreadSanitizer: an answer, a queue that goes
away and comes back, a referral that arrives, an orderly end. Any race that is reported fails.

usage: terminal.py BIN-FOLDER DEV-FOLDER   the centre, the desk and the assets are those of the preset `dev`
"""
import os
import pathlib
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(HERE.parent / "e2e"))
from stage import quick_referral, stage  # noqa: E402

WORDS = "said under the eyes of a sanitizer"


def programs(folder, watched, others):
    """One folder as every test expects it: two programs of one build, two of another, and the assets."""
    (folder / "bin").mkdir()
    for name in ("kiosk", "outbox"):
        (folder / "bin" / f"referral-{name}").symlink_to(watched / f"referral-{name}")
    for name in ("central", "desk"):
        (folder / "bin" / f"referral-{name}").symlink_to(others / "bin" / f"referral-{name}")
    (folder / "share").symlink_to(others / "share")
    return folder / "bin"


def main(watched, others):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        os.environ["TSAN_OPTIONS"] = f"suppressions={HERE / 'suppressions'} exitcode=66 log_path={folder / 'report'}"
        sys.argv[1] = str(programs(folder, watched, others))
        with stage() as set_up:
            screen, deployment = set_up.screen, set_up.deployment
            screen.press("language.en")
            quick_referral(screen, WORDS)
            (sheet, _), = set_up.wait_for_referrals(1)
            assert WORDS in sheet
            assert deployment.stop("outbox") == 0, "the queue did not end well"
            deployment.start_outbox()
            assert deployment.stop("kiosk") == 0, "the terminal did not end well"
            assert deployment.stop("outbox") == 0, "the queue did not end well"
        reports = [file.read_text() for file in folder.glob("report.*")]
        assert not reports, "\n".join(reports)
    print("one referral, and no race")


main(*(pathlib.Path(folder).resolve() for folder in sys.argv[1:3]))
