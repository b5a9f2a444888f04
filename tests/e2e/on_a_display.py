#!/usr/bin/python3
"""With a display, the demonstration opens the terminal over the whole screen and waits for a person:
it ends by itself neither soon nor with anything left running.

usage: on_a_display.py BIN-FOLDER
"""
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True

from demonstration.screen import Display  # noqa: E402

SIZE = (1280, 800)


def windows(environment):
    """Place and size of every window that shows."""
    ids = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "."], env=environment, capture_output=True,
                         text=True).stdout.split()
    found = []
    for window in ids:
        said = subprocess.run(["xdotool", "getwindowgeometry", "--shell", window], env=environment,
                              capture_output=True, text=True).stdout
        found.append(tuple(int(value) for value in re.findall(r"^(?:X|Y|WIDTH|HEIGHT)=(-?\d+)$", said, re.M)))
    return found


def main(programs):
    display = Display(*SIZE)
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        demo = subprocess.Popen([sys.executable, ROOT / "packaging/demonstration/main.py", "--bin", programs, "--out",
                                 folder], env=display.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                text=True)
        try:
            assert windows(display.environment) == [], "there is a window before the terminal opened one"
            end = time.monotonic() + 90
            while not (shown := windows(display.environment)):
                assert demo.poll() is None and time.monotonic() < end, "no window opened"
                time.sleep(0.2)
            time.sleep(5)
            assert demo.poll() is None, "it did not wait for a person"
            assert (0, 0, *SIZE) in shown, f"the window does not cover the screen: {shown}"
            demo.send_signal(signal.SIGINT)
            said, _ = demo.communicate(timeout=60)
            assert demo.returncode == 130, f"ended with {demo.returncode}: {said}"
            left = subprocess.run(["pgrep", "-f", folder], capture_output=True, text=True).stdout.split()
            assert not left, f"still running after Ctrl-C: {left}"
        finally:
            demo.kill()
            display.stop()
    print("opened over the whole screen, waited, and left nothing running")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]).resolve())
