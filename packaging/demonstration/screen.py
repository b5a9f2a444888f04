"""A terminal's screen as a person and a tester have it: real X events go in, the semantic tree and
pictures come out. It presses nothing by any other way than the X server, and it knows no question.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import time


PASSING = ("nav.next", "nav.skip")
READING = 3  # seconds that a person takes over a page at least: who passes many in less is asked about it


class Failure(Exception):
    """Something that should have happened on the screen did not; the sentence says what."""


class Display:
    """An X server without a monitor. The number is the server's own choice."""

    def __init__(self, width=1920, height=1080):
        read, write = os.pipe()
        self.process = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"],
            pass_fds=[write], stderr=subprocess.DEVNULL, start_new_session=True)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise Failure("Xvfb did not start")
        self.environment = dict(os.environ, DISPLAY=f":{number}", LIBGL_ALWAYS_SOFTWARE="1")
        self.environment.pop("WAYLAND_DISPLAY", None)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


class Node:
    """One thing on the screen: what it is, what it says, where it was drawn (pixels)."""

    def __init__(self, fields):
        self.id, self.role = fields["id"], fields["role"]
        self.name, self.value, self.state = fields.get("name", ""), fields.get("value", ""), fields.get("state", "")
        self.x, self.y, self.width, self.height = fields["rect"]

    def middle(self):
        return self.x + self.width / 2, self.y + self.height / 2


class Screen:
    """The running terminal, read through its automation socket and driven through X."""

    def __init__(self, display, socket_path, pictures=None):
        self.display, self.pictures, self.taken, self.path = display, pictures, 0, socket_path
        self.socket = self.lines = None
        self._connect()

    def _connect(self):
        if self.socket is not None:
            self.lines.close()
            self.socket.close()
        for _ in range(200):
            try:
                self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                self.socket.settimeout(30)
                self.socket.connect(str(self.path))
                self.lines = self.socket.makefile("r", encoding="utf-8")
                return
            except OSError:
                self.socket.close()
                time.sleep(0.1)
        raise Failure("the terminal did not open its automation socket")

    def ask(self, operation, **more):
        """The terminal's answer. Each person has a screen process of her own: the one that comes next is asked
        anew."""
        for _ in range(4):
            try:
                self.socket.sendall((json.dumps({"op": operation, **more}) + "\n").encode())
                if line := self.lines.readline():
                    return json.loads(line)
            except ConnectionError:
                pass
            self._connect()
        raise Failure("the terminal went away")

    def advance(self, seconds):
        """Puts the terminal's clock forward: nobody has to wait for what comes with time."""
        self.ask("advance", seconds=seconds)
        self.settle()

    def settle(self):
        self.ask("settled")

    def tree(self):
        self.settle()
        tree = self.ask("tree")
        tree["nodes"] = [Node(fields) for fields in tree["nodes"]]
        return tree

    def name(self):
        return self.tree()["screen"]

    def find(self, node_id):
        return next((node for node in self.tree()["nodes"] if node.id == node_id), None)

    def node(self, node_id):
        found = self.find(node_id)
        if found is None:
            tree = self.tree()
            ids = ", ".join(node.id for node in tree["nodes"])
            raise Failure(f"{node_id} is not on screen {tree['screen']} (there are: {ids})")
        return found

    def wait_for(self, screen, seconds=20):
        """Waits until the named screen shows; returns its tree."""
        end = time.monotonic() + seconds
        while True:
            tree = self.tree()
            if tree["screen"] == screen:
                return tree
            if time.monotonic() > end:
                raise Failure(f"screen {screen} did not come; {tree['screen']} shows")
            time.sleep(0.1)

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.display.environment, check=True, timeout=120)

    def window_title(self):
        window = subprocess.run(["xdotool", "search", "--onlyvisible", "--class", "."], env=self.display.environment,
                                check=True, capture_output=True, text=True).stdout.split()[0]
        return subprocess.run(["xdotool", "getwindowname", window], env=self.display.environment, check=True,
                              capture_output=True, text=True).stdout

    def press_at(self, x, y):
        self.xdotool("mousemove", round(x), round(y), "sleep", 0.03, "mousedown", 1, "sleep", 0.05, "mouseup", 1)
        time.sleep(0.03)
        self.settle()

    def look_for(self, node_id):
        """The node, wherever on a long page it is; the page then shows that part. None: it is not there.
        What the keyboard has taken the place of is looked for without it."""
        if self.find(node_id) is None and (done := self.find("keyboard.done")):
            self.press_at(*done.middle())
        for turn in ("nav.less", "nav.more"):
            for _ in range(12):
                node = self.find(node_id)
                if node is not None:
                    return node
                button = self.find(turn)
                if button is None:
                    break
                self.press_at(*button.middle())
        return self.find(node_id)

    def press(self, node_id):
        """Presses the middle of a node, turning to the part of the page that has it."""
        node = self.look_for(node_id)
        if node is None:
            return self.node(node_id)  # says what there is instead
        if node_id in PASSING:
            self.advance(READING)
        self.press_at(*node.middle())
        return node

    def to_first_part(self):
        while self.find("nav.less") is not None:
            self.press("nav.less")

    def key(self, name):
        self.xdotool("key", name)
        time.sleep(0.03)
        self.settle()

    def type(self, text, layout="us"):
        """Types on a hardware keyboard of that layout; every character must be on it."""
        subprocess.run(["setxkbmap", layout], env=self.display.environment, check=True)
        time.sleep(0.3)
        self.xdotool("type", "--delay", 20, text)
        time.sleep(0.2)
        self.settle()

    def picture(self, name=None):
        """Saves what the screen shows as NN-NAME.png."""
        if self.pictures is None:
            return
        self.taken += 1
        self.save(pathlib.Path(self.pictures) / f"{self.taken:02d}-{name or self.name()}.png")

    def save(self, path):
        self.settle()
        subprocess.run(["maim", "--hidecursor", str(path)], env=self.display.environment, check=True)


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            raise Failure(f"{program} is not installed: run packaging/setup")
