"""Random files there and back between age-tool and Debian 14's age, the program by age's author: post-quantum and
X25519 recipients, passphrases, armor. Then what the product itself wrote, opened with age alone: a referral, one taken
out of its envelope, a caseworker's identity file. And damaged files, which age has to refuse.

usage: age_tool.py AGE-TOOL REFERRAL-DESK AGE-FOLDER VECTORS FILES [SEED]
AGE-FOLDER is where the package was unpacked. Prints the seed; the same seed makes the same sizes and bytes."""
import base64
import hashlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

EDGES = [0, 1, 65535, 65536, 65537, 131072, 131073, 300 * 1024]
RECORDS = [65536, 262144]
PASSPHRASE = "six quiet words for a test"
PREFIX, SIGNATURE = 136, 64  # of an envelope: FORMAT.md 3


class Fault(Exception):
    pass


class Trial:
    def __init__(self, tool, age_folder, folder, seed):
        self.tool, self.folder, self.random, self.count = tool, folder, random.Random(seed), 0
        self.bin = pathlib.Path(age_folder).resolve() / "usr" / "bin"
        # Its programs find each other by PATH. The passphrase is the plugin's only way without a terminal.
        self.env = {"PATH": f"{self.bin}:/usr/bin:/bin", "AGE_PASSPHRASE": PASSPHRASE, "AGE_PASSPHRASE_WORK_FACTOR": "12"}

    def run(self, program, words, given):
        done = subprocess.run([program, *words], input=given, capture_output=True, check=False, env=self.env)
        return done.returncode, done.stdout, done.stderr.decode(errors="replace")

    def must(self, program, words, given=b""):
        code, out, err = self.run(program, words, given)
        if code != 0:
            raise Fault(f"{pathlib.Path(program).name} {words[0]}: exit {code}: {err.strip()}")
        return out

    def age(self, *words, given=b""):
        return self.must(self.bin / "age", words, given)

    def ours(self, *words, given=b""):
        return self.must(self.tool, words, given)

    def same(self, what, plaintext, got):
        self.count += 1
        if got != plaintext:
            raise Fault(f"{what}: another plaintext came back of {len(plaintext)} bytes")

    def refuses(self, what, identity, file):
        self.count += 1
        code, _, _ = self.run(self.bin / "age", ["-d", "-i", identity], file)
        if code == 0:
            raise Fault(f"age opened {what}")

    def person(self, name, *options):
        """(recipient, identity file)"""
        file = self.folder / name
        self.must(self.bin / "age-keygen", [*options, "-o", file])
        return self.must(self.bin / "age-keygen", ["-y", file]).decode().strip(), file


def to(readers):
    return [word for recipient, _ in readers for word in ("-r", recipient)]


def there(trial, plaintext, readers, armored):
    sealed = trial.age(*to(readers), *(["-a"] if armored else []), given=plaintext)
    _, identity = trial.random.choice(readers)
    trial.same("theirs opened by ours", plaintext, trial.ours("decrypt", "-i", identity, given=sealed))


def back(trial, plaintext, readers, verb):
    sealed = trial.ours(verb, *to(readers), given=plaintext)
    _, identity = trial.random.choice(readers)
    trial.same("ours opened by theirs", plaintext, trial.age("-d", "-i", identity, given=sealed))


def random_files(trial, count):
    people = [trial.person(f"hybrid-{i}", "-pq") for i in range(8)]
    classical = [trial.person(f"x25519-{i}") for i in range(3)]
    if not all(recipient.startswith("age1pq1") for recipient, _ in people):
        raise Fault("age-keygen -pq made no post-quantum recipient")
    for i in range(count):
        plaintext = trial.random.randbytes(EDGES[i] if i < len(EDGES) else trial.random.randint(0, 300 * 1024))
        readers = trial.random.sample(people, trial.random.randint(1, len(people)))
        there(trial, plaintext, readers, armored=i % 3 == 0)
        back(trial, plaintext, readers, "seal" if i % 4 == 0 else "encrypt")
        if i % 4 == 1:  # ours only reads these
            there(trial, plaintext, trial.random.sample(classical, trial.random.randint(1, 3)), armored=i % 8 == 1)
    for size in RECORDS:
        back(trial, trial.random.randbytes(size), people[:2], "seal")
    return people


def passphrases(trial):
    secret = trial.folder / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    secret.chmod(0o600)
    for armor in ([], ["-a"]):
        plaintext = trial.random.randbytes(trial.random.randint(0, 300 * 1024))
        sealed = trial.age("-e", "-j", "batchpass", *armor, given=plaintext)
        trial.same("theirs under a passphrase", plaintext, trial.ours("decrypt", "-p", secret, given=sealed))
    return secret


def caseworker(trial, desk, secret):
    """What referral-desk and a terminal write, with nothing but age to read it."""
    identity = trial.folder / "me.age"
    words = ["keygen", "--out", identity, "--passphrase-file", secret, "--work-factor", "14"]
    recipient = [word for word in trial.must(desk, words).decode().split() if word.startswith("age1pq1")]
    opened = trial.folder / "me"
    opened.write_bytes(trial.age("-d", "-j", "batchpass", identity))
    record = trial.random.randbytes(RECORDS[0])
    sealed = trial.ours("seal", "-r", recipient[0], given=record)
    trial.same("a referral, opened as its caseworker", record, trial.age("-d", "-i", opened, given=sealed))


def vectors(trial, folder):
    """What the sealing and signing of a terminal wrote into our own vectors."""
    sealed = json.loads((folder / "sealed.json").read_text())
    identity = trial.folder / "reader"
    identity.write_text(sealed["identities"]["reader"] + "\n")
    for name, file in sealed["files"].items():
        plaintext = trial.age("-d", "-i", identity, given=base64.b64decode(file))
        trial.same(f"the vector {name}", sealed["plaintext_sha256"][name], hashlib.sha256(plaintext).hexdigest())
    record = json.loads((folder / "record.json").read_text())
    identity.write_text(record["identity"] + "\n")
    case = next(case for case in record["cases"] if case["outcome"] == "opened")
    envelope = base64.b64decode(case["envelope"])
    plaintext = json.loads(trial.age("-d", "-i", identity, given=envelope[PREFIX:-SIGNATURE]))
    trial.same("a record out of its envelope", "QuestionnaireResponse", plaintext["resourceType"])


def damaged(trial, people):
    """One file of ours: age opens it whole, and in no other state."""
    (recipient, identity), (_, stranger) = people[:2]
    file = trial.ours("seal", "-r", recipient, given=trial.random.randbytes(RECORDS[1]))
    trial.age("-d", "-i", identity, given=file)
    trial.refuses("our file for somebody else", stranger, file)
    mac = file.index(b"\n--- ") + 5
    payload = file.index(b"\n", mac) + 1
    places = {"the version line": 3, "a stanza": 400, "the MAC": mac + 7, "the payload's nonce": payload + 3,
              "the first chunk": payload + 16 + 1000, "the last chunk": len(file) - 1000, "the last tag": len(file) - 1}
    for what, at in places.items():
        trial.refuses(f"our file with {what} changed", identity, file[:at] + bytes([file[at] ^ 1]) + file[at + 1:])
    for length in (payload, payload + 16 + 65552, len(file) - 1):
        trial.refuses(f"our file cut to {length} bytes", identity, file[:length])
    trial.refuses("our file with a byte after it", identity, file + b"\0")


def main(tool, desk, age_folder, folder, files, seed=str(os.getpid())):
    with tempfile.TemporaryDirectory(prefix="age-tool-") as temporary:
        trial = Trial(tool, age_folder, pathlib.Path(temporary), seed)
        try:
            version = trial.age("--version").decode().strip()
            people = random_files(trial, int(files))
            caseworker(trial, desk, passphrases(trial))
            vectors(trial, pathlib.Path(folder))
            damaged(trial, people)
        except Fault as fault:
            print(f"seed {seed}: {fault}")
            return 1
    print(f"age {version}: {files} sizes, {trial.count} checks, seed {seed}: all as they should be")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
