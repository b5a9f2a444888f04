"""X servers with monitors that can be switched, turned and moved, a window manager, and other programs'
windows: what stands around the terminal where it is set up.
"""
import contextlib
import os
import pathlib
import subprocess
import tempfile
import time

from demonstration.screen import Display

# A server of its own: no console, no devices but the pointer and keys that tests move.
DUMMY = """
Section "ServerFlags"
  Option "AutoAddDevices" "false"
  Option "AutoAddGPU" "false"
  Option "DontVTSwitch" "true"
EndSection
Section "Device"
  Identifier "card"
  Driver "dummy"
  VideoRam 256000
EndSection
Section "Screen"
  Identifier "screen"
  Device "card"
  DefaultDepth 24
EndSection
"""


class Monitors:
    """A real X server on a card that is not there. Its first output is connected; xrandr does the rest."""

    OUTPUT = "DUMMY0"

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="xorg-")
        config = pathlib.Path(self.folder.name) / "xorg.conf"
        config.write_text(DUMMY)
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xorg", "-displayfd", str(write), "-config", config, "-logfile", config.with_suffix(".log"), "-seat",
             "none", "-noreset", "-nolisten", "tcp"], pass_fds=[write], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xorg did not start"
        self.environment = dict(os.environ, DISPLAY=f":{number}", LIBGL_ALWAYS_SOFTWARE="1")

    def xrandr(self, *words):
        subprocess.run(["xrandr", *words], env=self.environment, check=True, capture_output=True)

    def add_mode(self, width, height, output=OUTPUT):
        """A mode that the monitor did not have when it was connected; returns its name."""
        name = f"{width}x{height}-{output}"
        blanked = [str(height + lines) for lines in (1, 4, 30)], [str(width + dots) for dots in (21, 52, 165)]
        self.xrandr("--newmode", name, "60", str(width), *blanked[1], str(height), *blanked[0])
        self.xrandr("--addmode", output, name)
        return name

    def switch(self, *words, output=OUTPUT):
        self.xrandr("--output", output, *words)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()


class Turning:
    """A server whose monitor can be turned: Xephyr, in the window of another server."""

    OUTPUT = "default"

    def __init__(self):
        self.outer = Display(1700, 1700)
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xephyr", "-displayfd", str(write), "-screen", "1024x768", "-noreset", "-nolisten", "tcp"],
            pass_fds=[write], env=self.outer.environment, stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, "Xephyr did not start"
        self.environment = dict(self.outer.environment, DISPLAY=f":{number}")

    def switch(self, *words):
        subprocess.run(["xrandr", "--output", self.OUTPUT, *words], env=self.environment, check=True,
                       capture_output=True)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.outer.stop()


@contextlib.contextmanager
def window_manager(environment):
    """openbox on that display, once it manages it."""
    manager = subprocess.Popen(["openbox", "--sm-disable"], env=environment, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: b"window id" in said(environment, "xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        yield
    finally:
        manager.terminate()
        manager.wait(10)


@contextlib.contextmanager
def other_window(environment, place="200x100+0+0"):
    """Another program's window, shown before and gone afterwards."""
    program = subprocess.Popen(["xmessage", "-geometry", place, "another program"], env=environment,
                               stderr=subprocess.DEVNULL)
    try:
        wait_for(lambda: said(environment, "xdotool", "search", "--onlyvisible", "--class", "Xmessage"))
        yield said(environment, "xdotool", "search", "--onlyvisible", "--class", "Xmessage").split()[0].decode()
    finally:
        program.terminate()
        program.wait(10)
        wait_for(lambda: not said(environment, "xdotool", "search", "--onlyvisible", "--class", "Xmessage"))


def said(environment, *words):
    return subprocess.run(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def wait_for(condition, seconds=10):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "what the test waits for did not come"
        time.sleep(0.05)
