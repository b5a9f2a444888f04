#!/usr/bin/python3
"""`referral-central init` and `referral-outbox init` as an administrator meets them: run twice, with nobody
to hear what they print. No key is ever made over another.

usage: init_check.py BIN-FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "packaging"))
sys.dont_write_bytecode = True

from demonstration import keys  # noqa: E402
from demonstration.services import Deployment  # noqa: E402


class Trial:
    """The two configurations of one deployment that has no keys yet."""

    def __init__(self, folder, programs):
        self.count, self.failures = 0, []
        self.deployment = deployment = Deployment(folder, programs)
        self.programs = deployment.programs
        self.central, self.outbox = deployment.folder / "central", deployment.folder / "terminal" / "outbox"
        for name in ("central", "terminal/outbox", "desk", "signing"):
            (deployment.folder / name).mkdir(parents=True)
        keys.make_authority(deployment.folder / "tls")
        keys.make_signing_keys(deployment.folder / "signing")
        deployment._install_certificates()
        deployment.write_central_config(port=0)
        deployment.write_outbox_config("https://127.0.0.1:1")

    def expect(self, what, holds, said=""):
        self.count += 1
        if not holds:
            self.failures.append(f"{what}; it said: {said[:400]}")

    def init(self, name, how="", **environment):
        """Exit code, what was printed, what was said."""
        config = self.deployment.central_config if name == "central" else self.deployment.outbox_config
        done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {how}', self.programs / f"referral-{name}", "init",
                               "--config", config], env=environment, capture_output=True, text=True, timeout=60)
        return done.returncode, done.stdout, done.stderr

    def refused(self, what, name, *reasons, **environment):
        folder = self.central if name == "central" else self.outbox
        before = held(folder)
        code, out, err = self.init(name, **environment)
        self.expect(f"{what}: exit code 2, nothing printed, one line", code == 2 and out == "" and
                    err.count("\n") == 1, f"{code} {out}{err}")
        for reason in reasons:
            self.expect(f"{what}: {reason}", reason in err, err)
        self.expect(f"{what}: nothing changed on disk", held(folder) == before)


def held(folder):
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def forget(folder, *names):
    for name in names:
        (folder / name).unlink(missing_ok=True)


def unheard(trial):
    """What they print is an enrolment: lost, it can be had once more."""
    for how in (">/dev/full", ">&-"):
        for name, said in (("central", "key and store were made"), ("outbox", "keys and queue were made")):
            code, _, err = trial.init(name, how)
            trial.expect(f"{name} {how}: exit code 1", code == 1, f"{code} {err}")
            trial.expect(f"{name} {how}", f"{said}, but standard output could not be written: " in err, err)
        forget(trial.central, "receipt-key", "central.db")
        forget(trial.outbox, "kiosk-key", "queue-key", "queue.db")


def twice(trial):
    code, out, err = trial.init("central")
    trial.expect("central init", code == 0 and re.fullmatch(r"[0-9a-f]{64}\n", out) and err == "", out + err)
    trial.refused("central init again", "central", "central.db: exists already", f"public key: {out.strip()})")
    code, out, err = trial.init("outbox")
    trial.expect("outbox init", code == 0 and err == "", out + err)
    trial.refused("outbox init again", "outbox", "queue.db: ", *re.findall("id: .+|ed25519: .+|fingerprint: .+", out))


def after_a_fault(trial):
    """What failed once can be tried again; a key that is there and of no use is named with its reason."""
    config = trial.deployment.central_config
    whole = config.read_text()
    config.write_text(whole.replace('"central.db"', '"no/central.db"'))
    trial.refused("a store in no folder", "central", "central/no: cannot be read: No such file or directory")
    config.write_text(whole)
    code, out, err = trial.init("central")
    trial.expect("central init after it", code == 0 and err == "", out + err)
    key = trial.outbox / "queue-key"
    for content, mode, reason in ((bytes(32), 0o644, "can be read by others"), (bytes(31), 0o600, "is damaged"),
                                  (b"", 0o600, "is damaged")):
        key.write_bytes(content)
        key.chmod(mode)
        trial.refused(f"a key of {len(content)} bytes, mode {mode:o}", "outbox", f"{key}: {reason}")
    forget(trial.outbox, "queue-key")
    code, out, err = trial.init("outbox")
    trial.expect("outbox init after it", code == 0 and err == "", out + err)
    forget(trial.central, "receipt-key", "central.db")
    forget(trial.outbox, "kiosk-key", "queue-key", "queue.db")


def credentials(trial):
    """A key is not made where `run` would never look for it; one that is there is taken."""
    folder = trial.deployment.folder / "credentials"
    folder.mkdir()
    given = {"CREDENTIALS_DIRECTORY": str(folder)}
    for name, key in (("central", "receipt-key"), ("outbox", "queue-key")):
        trial.refused(f"{name} without its credential", name, f"{folder / key}: is not there", **given)
    for name in ("queue-key", "kiosk-key"):
        (folder / name).write_bytes(bytes(range(32)))
    code, out, err = trial.init("outbox", **given)
    trial.expect("outbox with credentials", code == 0 and err == "", out + err)
    trial.expect("no key beside them", not (trial.outbox / "queue-key").exists())
    (folder / "receipt-key").write_bytes(bytes(32))
    trial.refused("central with its credential", "central", f"{folder / 'receipt-key'}: exists already", **given)
    forget(trial.outbox, "queue.db")


def folders(trial):
    """A folder where the configuration belongs."""
    for name in ("central", "outbox"):
        done = subprocess.run([trial.programs / f"referral-{name}", "--config", trial.central], capture_output=True,
                              text=True, timeout=60)
        trial.expect(f"{name} with a folder", done.returncode == 2 and
                     done.stderr == f"referral-{name}: {trial.central}: cannot be read: Is a directory\n", done.stderr)


def main(programs):
    with tempfile.TemporaryDirectory(prefix="init-check-") as folder:
        trial = Trial(pathlib.Path(folder) / "all", programs)
        unheard(trial)
        after_a_fault(trial)
        credentials(trial)
        twice(trial)
        folders(trial)
    print("\n".join(trial.failures))
    print(f"{trial.count} checks, {len(trial.failures)} failed")
    return 1 if trial.failures or trial.count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1]).resolve()))
