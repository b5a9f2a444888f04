"""Starts and stops the programs of one demonstration, each with a configuration of its own below one
folder, as an administrator would set them up. Everything listens on loopback only."""
import json
import pathlib
import getpass
import re
import shutil
import signal
import subprocess
import tempfile
import time

from demonstration import keys

LANGUAGES = ("fi", "en", "ar")  # the first of the terminal's chooser, and those that journeys are played in
STYLES = {"ur": "ur-Aran"}  # Urdu as its readers write it


def all_languages(share):
    """Of the terminal, in the order of its chooser: every language there is a catalogue of."""
    others = sorted(file.stem for file in (share / "locales").glob("*.cat") if file.stem not in LANGUAGES)
    return [*LANGUAGES, *(STYLES.get(language, language) for language in others)]


class Deployment:
    """One terminal, one centre and one caseworker's desk below `folder`, made by the built programs."""

    def __init__(self, folder, programs):
        self.folder, self.programs = pathlib.Path(folder), pathlib.Path(programs)
        self.share = self.programs.parent / "share" / "referral"
        self.running = {}
        self.address = None
        self.still = False  # what a terminal that is begun does where nothing else is said
        # A socket's path has room for 107 bytes, which a deep folder exceeds.
        self.sockets = None

    # ---- Making it, once -------------------------------------------------------------------------

    def exists(self):
        return (self.folder / "complete").exists()

    def make(self):
        """Keys, lists, stores and configurations, from nothing."""
        shutil.rmtree(self.folder, ignore_errors=True)
        for name in ("central", "terminal/outbox", "terminal/kiosk", "desk", "signing"):
            (self.folder / name).mkdir(parents=True)
        keys.make_authority(self.folder / "tls")
        keys.make_signing_keys(self.folder / "signing")
        recipients = keys.make_caseworkers(self.programs / "referral-desk", self.folder / "identities")
        self._install_certificates()
        self.write_central_config(port=0)
        self.write_outbox_config("https://127.0.0.1:1")
        printed = keys.run(self.programs / "referral-central", "init", "--config", self.central_config)
        receipt_key = re.search(r"\b[0-9a-f]{64}\b", printed).group(0)
        kiosk_id, public_key = self.enrol()
        lists = self.folder / "central" / "lists"
        lists.mkdir()
        desk_key = keys.make_desk_key(self.folder / "desk" / "signing-key.pem")
        keys.write_manifest(lists / "manifest.json", recipients, receipt_key, desk_key, self.share / "notices")
        keys.sign(self.folder / "signing", keys.SIGNING_ROOTS, lists / "manifest.json")
        self.list_kiosk(kiosk_id, public_key)
        (self.folder / "complete").touch()

    def list_kiosk(self, kiosk_id, public_key):
        """Adds the terminal to the signed list of terminals."""
        kiosks = self.folder / "central" / "lists" / "kiosks.json"
        keys.add_kiosk(kiosks, kiosk_id, public_key)
        keys.sign(self.folder / "signing", ["enrolment"], kiosks)
        (self.folder / "terminal" / "outbox" / "enrolled").touch()  # last: an interrupted enrolment is made anew

    def enrolled(self):
        return (self.folder / "terminal" / "outbox" / "enrolled").exists()

    def enrol_again(self):
        """A new terminal in place of one whose state is gone; the centre and the keys stay."""
        for name in ("outbox", "kiosk"):
            shutil.rmtree(self.folder / "terminal" / name, ignore_errors=True)
            (self.folder / "terminal" / name).mkdir(parents=True)
        self._install_certificates()
        self.write_outbox_config("https://127.0.0.1:1")
        self.list_kiosk(*self.enrol())

    def enrol(self):
        """Makes the terminal's keys and queue; returns its id and public key as it prints them."""
        printed = keys.run(self.programs / "referral-outbox", "init", "--config", self.outbox_config)
        public_key = re.search(r"\b[0-9a-f]{64}\b", printed).group(0)
        kiosk_id = re.search(r"\b[0-9a-f]{32}\b", printed).group(0)
        return kiosk_id, public_key

    def _install_certificates(self):
        tls = self.folder / "tls"
        shutil.copy(tls / "server.pem", self.folder / "central" / "central.pem")
        shutil.copy(tls / "server.key", self.folder / "central" / "central-key.pem")
        for target in ("central", "terminal/outbox", "desk"):
            shutil.copy(tls / "ca.pem", self.folder / target / "ca.pem")
        shutil.copy(tls / "desk.pem", self.folder / "desk" / "desk.pem")
        shutil.copy(tls / "desk.key", self.folder / "desk" / "desk-key.pem")

    # ---- Configurations ----------------------------------------------------------------------------

    central_config = property(lambda self: self.folder / "central" / "referral-central.toml")
    outbox_config = property(lambda self: self.folder / "terminal" / "outbox" / "referral-outbox.toml")
    kiosk_config = property(lambda self: self.folder / "terminal" / "kiosk" / "referral-kiosk.toml")
    desk_config = property(lambda self: self.folder / "desk" / "referral-desk.toml")

    def trust(self, enrolment=True):
        signing = self.folder / "signing"
        roots = [keys.public_line(signing, name) for name in keys.ROOTS]
        text = f"\n[trust]\nroots = {json.dumps(roots)}\nthreshold = 2\nmanifest_floor = 1\n"
        if enrolment:
            text += f'enrolment = ["{keys.public_line(signing, "enrolment")}"]\nenrolment_threshold = 1\n'
        return text

    def write_central_config(self, port):
        self.central_config.write_text(
            f'listen = "127.0.0.1:{port}"\n\n[tls]\ncertificate = "central.pem"\nkey = "central-key.pem"\n'
            'desk_ca = "ca.pem"\n\n[store]\nfile = "central.db"\n\n[receipts]\nkey = "receipt-key"\n'
            'name = "demonstration"\n\n[lists]\nfolder = "lists"\n' + self.trust())

    def socket_folder(self):
        if self.sockets is None:
            self.sockets = pathlib.Path(tempfile.mkdtemp(prefix="terminal-"))
        return self.sockets

    outbox_socket = property(lambda self: self.socket_folder() / "outbox.sock")
    automation_socket = property(lambda self: self.socket_folder() / "automation.sock")

    def write_outbox_config(self, url):
        pin = keys.pin_of(self.folder / "tls" / "server.pem")
        self.outbox_config.write_text(
            f'database = "queue.db"\nqueue_key = "queue-key"\nkiosk_key = "kiosk-key"\n'
            f'socket = "{self.outbox_socket}"\npeer_user = "{self._user()}"\n\n'
            f'[centre]\nurl = "{url}"\nca = "ca.pem"\npin = "{pin}"\n\n'
            '[sync]\nslot_seconds = 1\nretry_base_ms = 200\n' + self.trust())

    def write_kiosk_config(self, **changes):
        """`idle`: seconds until it asks whether somebody is there, and from then until it wipes. `still`: no
        fading between pages."""
        settings = {"assets": str(self.share), "language": "fi", "idle": None, "still": self.still, **changes}
        idle = ("\n[idle]\nask_after_seconds = {}\nclear_after_seconds = {}\n".format(*settings["idle"])
                if settings["idle"] else "")
        self.kiosk_config.write_text(
            f'socket = "{self.outbox_socket}"\npeer_user = "{self._user()}"\nstate = "."\n'
            f'assets = "{settings["assets"]}"\nlanguages = {json.dumps(all_languages(self.share))}\n'
            f'language = "{settings["language"]}"\nreduced_motion = {json.dumps(settings["still"])}\n'
            + idle + self.trust(enrolment=False))

    def write_desk_config(self):
        self.desk_config.write_text(
            f'[centre]\nurl = "{self.address}"\nca = "ca.pem"\ncertificate = "desk.pem"\nkey = "desk-key.pem"\n'
            f'pin = "{keys.pin_of(self.folder / "tls" / "server.pem")}"\n\n'
            f'[assets]\nfolder = "{self.share}"\n\n[lists]\nfolder = "lists"\n' + self.trust())

    @staticmethod
    def _user():
        return getpass.getuser()

    # ---- Running it --------------------------------------------------------------------------------

    def start(self, name, *words, environment=None):
        log = open(self.folder / f"{name}.log", "ab")
        process = subprocess.Popen([self.programs / f"referral-{name}", *words], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE if name == "central" else log, stderr=log,
                                   env=environment, start_new_session=True)
        self.running[name] = process
        return process

    def start_central(self, port=0):
        """Starts the centre and learns the address it got."""
        self.write_central_config(port)
        process = self.start("central", "--config", self.central_config)
        line = process.stdout.readline().decode()
        found = re.search(r"https://[0-9.]+:(\d+)", line)
        if not found:
            raise RuntimeError(f"the centre did not start; see {self.folder}/central.log")
        self.address, self.port = found.group(0), int(found.group(1))
        self.write_outbox_config(self.address)
        self.write_desk_config()

    def restart_central(self):
        self.start_central(self.port)

    def start_outbox(self):
        self.start("outbox", "--config", self.outbox_config)
        wait_until(lambda: self.outbox_socket.exists(), 20, f"the queue did not start; see {self.folder}/outbox.log")

    def start_kiosk(self, display, *words, environment=None, **settings):
        self.write_kiosk_config(**settings)
        return self.start("kiosk", "--config", self.kiosk_config, *words,
                          environment=environment or display.environment)

    def stop(self, name):
        """Stops one program the polite way and returns its exit code."""
        process = self.running.pop(name, None)
        if process is None:
            return None
        process.send_signal(signal.SIGTERM)
        try:
            return process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise RuntimeError(f"referral-{name} did not stop when asked") from None

    def stop_all(self):
        for name in ("kiosk", "outbox", "central"):
            try:
                self.stop(name)
            except RuntimeError as problem:
                print(problem)
        if self.sockets is not None:
            shutil.rmtree(self.sockets, ignore_errors=True)
            self.sockets = None

    # ---- The caseworker ----------------------------------------------------------------------------

    def inbox(self):
        """The ids of everything the centre holds, in its order."""
        printed = keys.run(self.programs / "referral-desk", "inbox", "--config", self.desk_config)
        return re.findall(r"\b[0-9a-f]{64}\b", printed)

    def open(self, envelope, language="fi", person="caseworker-1"):
        """Opens one envelope as a caseworker: the printed sheet and the record."""
        with tempfile.TemporaryDirectory(prefix="desk-") as name:
            desk = pathlib.Path(name)  # holds what a caseworker's machine holds, and nothing else
            for file in (*(self.folder / "desk").glob("*.*"), *(self.folder / "identities").glob(f"{person}.*")):
                shutil.copy(file, desk)
            record = desk / "record.json"
            sheet = keys.run(self.programs / "referral-desk", "open", envelope, "--config",
                             desk / self.desk_config.name, "--identity", desk / f"{person}.age", "--passphrase-file",
                             desk / f"{person}.passphrase", "--language", language, "--json", record)
            return sheet, json.loads(record.read_text())

    def referrals(self):
        """What the desk can read that a person sent (not the terminal's own test records)."""
        opened = [self.open(envelope) for envelope in self.inbox()]
        return [(sheet, record) for sheet, record in opened if kind_of(record) == "referral"]


def kind_of(record):
    return next(extension["valueCode"] for extension in record["extension"]
                if extension["url"] == "urn:referral-kiosk:kind")


def wait_until(condition, seconds, otherwise):
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise RuntimeError(otherwise)
        time.sleep(0.1)
