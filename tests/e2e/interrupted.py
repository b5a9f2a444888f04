#!/usr/bin/python3
"""Ctrl-C in the middle of the demonstration stops everything it started, and it can be run again: the
same folder, a new terminal, a second referral beside the first.

usage: interrupted.py BIN-FOLDER
"""
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def running(folder):
    """The processes whose command line names the folder."""
    found = subprocess.run(["pgrep", "-f", str(folder)], capture_output=True, text=True).stdout.split()
    return [process for process in found if process]


def start(programs, folder):
    return subprocess.Popen([sys.executable, ROOT / "packaging" / "demonstration" / "main.py", "--headless", "--bin",
                             programs, "--out", folder], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def main(programs):
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as name:
        folder = pathlib.Path(name) / "out"
        first = start(programs, folder)
        end = time.monotonic() + 90
        while not list(folder.glob("0[5-9]-*.png")):
            assert first.poll() is None and time.monotonic() < end, "the demonstration did not get going"
            time.sleep(0.2)
        assert len(running(folder)) >= 4, "its programs are not found: the search below proves nothing"
        first.send_signal(signal.SIGINT)
        said, _ = first.communicate(timeout=60)
        assert first.returncode == 130, f"ended with {first.returncode}: {said}"
        assert not (left := running(folder)), f"still running after Ctrl-C: {left}"

        for _ in range(2):
            again = start(programs, folder)
            said, _ = again.communicate(timeout=240)
            assert again.returncode == 0, f"the next run ended with {again.returncode}:\n{said}"
            assert (folder / "record.json").exists() and "referral-receipt/v1" in (folder / "receipt.txt").read_text()
            for word in ("traffick", "victim", "ihmiskaup", "uhri"):
                assert word not in (folder / "receipt.txt").read_text().lower()
    print("interrupted, and run twice after that")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
