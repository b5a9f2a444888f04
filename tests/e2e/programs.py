"""The four programs and every file that they read at start, for tests that need no window: each program runs
as an ordinary user, where the test itself runs as root, with a time and with its memory measured.

usage of each test: TEST.py BIN-FOLDER
"""
import hashlib
import os
import pathlib
import shutil
import ssl
import stat
import subprocess
import sys
import tempfile
import time
import urllib.request

from stage import Deployment

__all__ = ["Programs", "run_test", "state_of"]

PATIENCE = 30  # seconds a program may take to refuse
NOBODY = 65534
NOTO = pathlib.Path("/usr/share/fonts/truetype/noto")


class Done:
    def __init__(self, code, out, said, peak):
        self.code, self.out, self.said, self.peak = code, out, said, peak  # peak: KiB of memory


def state_of(folder):
    """All that a start could change: names, kinds, modes, times and contents."""
    found = {}
    for path in sorted(folder.rglob("*")):
        about = path.lstat()
        content = hashlib.sha256(path.read_bytes()).digest() if stat.S_ISREG(about.st_mode) else b""
        found[path] = (about.st_mode, about.st_mtime_ns, content)
    return found


class Programs:
    """One deployment with all its files in place, nothing running."""

    def __init__(self, folder, built):
        self.folder = pathlib.Path(folder) / "run"
        os.chmod(folder, 0o755)
        self.deployment = Deployment(self.folder, built)
        self.assets = {name: self.folder / f"share-{name}" for name in ("kiosk", "desk")}
        self.faces = self.folder / "fonts" / "truetype" / "noto"
        self._make()
        self.configs = {"kiosk": self.deployment.kiosk_config, "outbox": self.deployment.outbox_config,
                        "central": self.deployment.central_config, "desk": self.deployment.desk_config}
        if os.geteuid() == 0:
            for path in (self.folder, *self.folder.rglob("*"), self.deployment.socket_folder()):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)

    def _make(self):
        deployment = self.deployment
        deployment.make()
        try:
            deployment.start_central()
            trust = ssl.create_default_context(cafile=self.folder / "tls" / "ca.pem")
            with urllib.request.urlopen(f"{deployment.address}/v1/lists", context=trust) as answer:
                lists = answer.read()
        finally:
            deployment.stop("central")
        (self.folder / "desk" / "lists").mkdir()
        (self.folder / "desk" / "lists" / "lists.json").write_bytes(lists)
        for copy in self.assets.values():
            shutil.copytree(deployment.share, copy)
        self._make_fonts()
        deployment.write_kiosk_config(assets=self.assets["kiosk"])
        config = deployment.kiosk_config
        config.write_text(f'fonts = "{self.faces}"\n' + config.read_text())
        config = deployment.desk_config
        config.write_text(config.read_text().replace(str(deployment.share), str(self.assets["desk"])))
        manifest = (self.folder / "central" / "lists" / "manifest.json").read_bytes()
        memory = self.folder / "terminal" / "kiosk" / "manifest-accepted"
        memory.write_text(f"1 {hashlib.sha256(manifest).hexdigest()}\n")
        outbox = self.folder / "terminal" / "outbox"
        for name in ("pem", "key"):
            shutil.copy(self.folder / "tls" / f"desk.{name}", outbox / f"client.{name}")
        config = deployment.outbox_config
        shown = '\nclient_cert = "client.pem"\nclient_key = "client.key"\n\n[sync]'
        config.write_text(config.read_text().replace("\n\n[sync]", shown))

    def _make_fonts(self):
        self.faces.mkdir(parents=True)
        for file in NOTO.glob("*.ttf"):
            (self.faces / file.name).symlink_to(file)
        for file in (NOTO.parents[1] / "opentype" / "noto").glob("*.ttc"):
            (self.faces / file.name).symlink_to(file)

    def run(self, program, *words, out=None):
        """`out`: where its standard output goes; otherwise it is kept."""
        with tempfile.TemporaryFile() as printed, tempfile.TemporaryFile() as said:
            ordinary = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
            process = subprocess.Popen([self.deployment.programs / f"referral-{program}", *map(str, words)],
                                       stdin=subprocess.DEVNULL, stdout=out or printed, stderr=said, cwd="/",
                                       env={"PATH": os.environ["PATH"]}, **ordinary)
            code, peak = self._wait(process)
            texts = []
            for file in (printed, said):
                file.seek(0)
                texts.append(file.read().decode(errors="replace"))
            return Done(code, *texts, peak)

    @staticmethod
    def _wait(process):
        end = time.monotonic() + PATIENCE
        while True:
            pid, status, usage = os.wait4(process.pid, os.WNOHANG)
            if pid:
                process.returncode = os.waitstatus_to_exitcode(status)
                return process.returncode, usage.ru_maxrss
            if time.monotonic() > end:
                process.kill()
                process.wait()
                return "none: it hangs", 0
            time.sleep(0.005)

    def start(self, program, *words):
        """With its configuration, as a service manager starts it."""
        return self.run(program, "--config", self.configs[program], *words)

    def check(self, program):
        return self.start(program, "--check-config")


def run_test(body, kind):
    """Calls body(programs) -> (failures, count) with a deployment that goes afterwards."""
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        programs = Programs(folder, pathlib.Path(sys.argv[1]).resolve())
        try:
            failures, count = body(programs)
        finally:
            programs.deployment.stop_all()
    print("\n".join(failures) or f"{count} {kind}")
    return 1 if failures or count == 0 else 0
