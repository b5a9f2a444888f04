#!/usr/bin/python3
"""The commands for keys, as a person runs them: keygen, whose file the real age reads; recovery
split, combine and drill; rewrap. Each refusal has to name the file and to leave nothing behind.

usage: recovery_check.py REFERRAL-DESK AGE-TOOL
"""
import fcntl
import hashlib
import itertools
import os
import pathlib
import pty
import re
import select
import signal
import subprocess
import sys
import tempfile
import termios

PASSPHRASE = "six quiet words for a test"


class Trial:
    def __init__(self, program, age_tool, folder):
        self.program, self.age_tool, self.folder, self.count, self.failures = program, age_tool, folder, 0, []
        self.passphrase = folder / "passphrase"
        self.passphrase.write_text(PASSPHRASE + "\n")
        self.passphrase.chmod(0o600)

    def expect(self, what, holds, said=""):
        self.count += 1
        if not holds:
            self.failures.append(f"{what}; it said: {said[:400]}")

    def run(self, *words, secret=True):
        more = ["--passphrase-file", self.passphrase] if secret else []
        done = subprocess.run([self.program, *map(str, words), *map(str, more)], cwd=self.folder, env={},
                              capture_output=True, timeout=120, text=True)
        return done.returncode, done.stdout, done.stderr

    def unheard(self, what, words, said, secret=True):
        """With a standard output that takes nothing, and with none at all: exit code 1 and a sentence."""
        more = ["--passphrase-file", self.passphrase] if secret else []
        for how in (">/dev/full", ">&-"):
            done = subprocess.run(["sh", "-c", f'exec "$0" "$@" {how}', self.program, *map(str, words),
                                   *map(str, more)], cwd=self.folder, env={}, capture_output=True, timeout=120,
                                  text=True)
            self.expect(f"{what} {how}: exit code 1", done.returncode == 1, f"{done.returncode} {done.stderr}")
            self.expect(f"{what} {how}: {said}", f"referral-desk: {said}standard output could not be written"
                        in done.stderr and done.stderr.count("\n") == 1, done.stderr)
            for name in ("lost", "lost.age"):
                subprocess.run(["rm", "-rf", self.folder / name], check=True)

    def files(self):
        return sorted(str(path) for path in self.folder.rglob("*"))

    def refused(self, what, words, reasons, secret=True):
        before = self.files()
        code, out, err = self.run(*words, secret=secret)
        self.expect(f"{what}: exit code 2, nothing printed", code == 2 and out == "", f"{code} {out}{err}")
        self.expect(f"{what}: one line", err.count("\n") == 1, err)
        for reason in reasons:
            self.expect(f"{what}: {reason}", str(reason) in err, err)
        self.expect(f"{what}: nothing left behind", self.files() == before)


class Prompt:
    """A program that asks for a passphrase on a terminal of its own, which outlives it."""

    def __init__(self, trial, *words):
        self.master, self.terminal = pty.openpty()
        self.process = subprocess.Popen([trial.program, *map(str, words)], cwd=trial.folder, env={},
                                        stdin=self.terminal, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        start_new_session=True,
                                        preexec_fn=lambda: fcntl.ioctl(self.terminal, termios.TIOCSCTTY, 0))
        self.asked = ""

    def wait_for_question(self):
        while "assphrase" not in self.asked and select.select([self.master], [], [], 20)[0]:
            self.asked += os.read(self.master, 4096).decode()

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def end(self):
        """Exit code and what was said; one that still waits for an answer is killed."""
        try:
            said = self.process.communicate(timeout=20)[0].decode()
        except subprocess.TimeoutExpired:
            self.process.kill()
            said = self.process.communicate()[0].decode()
        if select.select([self.master], [], [], 0)[0]:
            self.asked += os.read(self.master, 4096).decode()
        os.close(self.master)
        os.close(self.terminal)
        return self.process.returncode, said


def prompts(trial):
    """The echo comes back whatever ends the program, and nobody is asked in vain."""
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        prompt = Prompt(trial, "keygen", "--out", "lost.age")
        prompt.wait_for_question()
        trial.expect("no echo while it asks", not prompt.echoes(), prompt.asked)
        os.kill(prompt.process.pid, number)
        prompt.process.wait(20)
        trial.expect(f"the echo is back after {number.name}", prompt.echoes())
        code, _ = prompt.end()
        trial.expect(f"{number.name} ends it", code == -number, str(code))
    for words, reason in ((["keygen", "--out", "recovery.age"], "recovery.age: exists already"),
                          (["keygen", "--out", "nowhere/me.age"], "nowhere/me.age: cannot be created: No such"),
                          (["recipient", "--identity", "nowhere.age"], "nowhere.age: cannot be read: No such"),
                          (["recovery", "split", "--identity", "recovery.age", "--out", "shares"],
                           "share-1-of-5.txt: exists already")):
        prompt = Prompt(trial, *words)
        code, out = prompt.end()
        trial.expect(f"{words} asks nothing", prompt.asked == "" and code == 2 and reason in out, prompt.asked + out)
    prompt = Prompt(trial, "recipient", "--identity", "recovery.age")
    prompt.wait_for_question()
    os.write(prompt.master, PASSPHRASE.encode() + b"\n")
    code, out = prompt.end()
    trial.expect("a typed passphrase", code == 0 and out.startswith("recipient:   age1pq1"), out)


def typed_into(words, line, folder):
    """Runs a program that asks on its terminal; what it printed there."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        os.execvp(words[0], words)
    printed = b""
    answered = False
    while True:
        try:
            got = os.read(terminal, 4096)
        except OSError:  # the other side is gone
            break
        if not got:
            break
        printed += got
        if not answered and b"assphrase" in printed:
            answered = True
            os.write(terminal, line.encode() + b"\n")
    _, status = os.waitpid(child, 0)
    return os.waitstatus_to_exitcode(status), printed.decode(errors="replace")


def said(text, name):
    found = re.search(rf"^{name}: +(.+)$", text, re.M)
    return found[1] if found else ""


def keygen(trial):
    code, out, err = trial.run("keygen", "--out", "recovery.age")
    trial.expect("keygen", code == 0 and err == "", out + err)
    recipient, fingerprint = said(out, "recipient"), said(out, "fingerprint")
    trial.expect("a recipient", recipient.startswith("age1pq1"), out)
    trial.expect("six groups of four digits", re.fullmatch(r"\d{4}( \d{4}){5}", fingerprint), out)
    file = trial.folder / "recovery.age"
    trial.expect("only its owner reads it", file.stat().st_mode & 0o777 == 0o600)
    code, printed = typed_into(["age", "-d", "-o", "clear", "recovery.age"], PASSPHRASE, trial.folder)
    trial.expect("the age tool opens it", code == 0, printed)
    clear = (trial.folder / "clear").read_text() if code == 0 else ""
    trial.expect("its recipient is inside", f"# public key: {recipient}\n" in clear)
    trial.expect("one key is inside", len(re.findall(r"^AGE-SECRET-KEY-PQ-1[0-9A-Z]+$", clear, re.M)) == 1)
    code, printed = typed_into(["age", "-d", "-o", "other", "recovery.age"], "wrong words", trial.folder)
    trial.expect("and not with another passphrase", code != 0, printed)
    work = re.search(r"-> scrypt \S+ (\d+)", subprocess.run(
        ["sh", "-c", "sed '1d;$d' recovery.age | base64 -d -i | head -n 2"], cwd=trial.folder,
        capture_output=True).stdout.decode(errors="replace"))
    trial.expect("a work factor between 14 and 20", work and 14 <= int(work[1]) <= 20)
    code, out, err = trial.run("recipient", "--identity", file)
    trial.expect("its public half once more", code == 0 and said(out, "recipient") == recipient and
                 said(out, "fingerprint") == fingerprint, out + err)
    trial.refused("the public half of nothing", ["recipient", "--identity", "nowhere.age"], ["nowhere.age: cannot be read: No such file"])
    trial.refused("a second key to one file", ["keygen", "--out", file], [file, "never overwritten"])
    return recipient, fingerprint


def shares_of(trial, folder, threshold=3, count=5):
    code, out, err = trial.run("recovery", "split", "--threshold", threshold, "--shares", count, "--identity",
                               "recovery.age", "--out", folder)
    trial.expect(f"split into {folder}", code == 0 and err == "", out + err)
    return [trial.folder / folder / f"share-{i}-of-{count}.txt" for i in range(1, count + 1)], out


def recovery(trial, recipient, fingerprint):
    shares, out = shares_of(trial, "shares")
    trial.expect("split reminds of the files", "delete these files and recovery.age too" in out, out)
    trial.expect("split prints the fingerprint", said(out, "fingerprint") == fingerprint, out)
    for i, share in enumerate(shares):
        text = share.read_text()
        trial.expect("a share says what it is", f"share {i + 1} of 5" in text and fingerprint in text, text)
        trial.expect("only its owner reads it", share.stat().st_mode & 0o777 == 0o600)
    before = trial.files()
    for some in itertools.combinations(shares, 3):
        code, out, err = trial.run("recovery", "drill", *some, secret=False)
        trial.expect("a drill reminds of the files", out.endswith("Delete the files with the shares now.\n"), out)
        trial.expect("three of five work", code == 0 and said(out, "fingerprint") == fingerprint, out + err)
    trial.expect("a drill writes nothing", trial.files() == before)
    for some in itertools.combinations(shares, 2):
        trial.refused("two", ["recovery", "drill", *some], ["3 shares are needed", "2 were given"], secret=False)

    typed = trial.folder / "typed"
    words = [line for line in shares[4].read_text().splitlines() if line[:1] not in ("", "#")]
    typed.write_text("\n".join(line.replace(" ", "").upper() for line in words))
    typed.chmod(0o644)
    trial.refused("a share that others can read", ["recovery", "drill", typed, shares[0], shares[2]],
                  [f"{typed}: others can read it (chmod 600)"], secret=False)
    typed.chmod(0o600)
    code, out, err = trial.run("recovery", "combine", typed, shares[0], shares[2], "--out", "again.age",
                               "--work-factor", "14")
    trial.expect("combine reminds of the files", "Delete the files with the shares now." in out, out)
    trial.expect("combine makes the same key", code == 0 and said(out, "recipient") == recipient, out + err)
    sealed = subprocess.run([trial.age_tool, "encrypt", "-r", recipient], input=b"words", capture_output=True).stdout
    code, _ = typed_into(["age", "-d", "-o", "again", "again.age"], PASSPHRASE, trial.folder)
    opened = subprocess.run([trial.age_tool, "decrypt", "-i", trial.folder / "again"], input=sealed,
                            capture_output=True)
    trial.expect("which opens what is sealed to it", opened.stdout == b"words", opened.stderr.decode())
    return shares


def bad_shares(trial, shares):
    def combine(*some):
        return ["recovery", "combine", *some, "--out", "none.age"]
    damaged = trial.folder / "damaged"
    text = shares[1].read_text()
    at = text.index("c1 ") + 10
    damaged.touch(0o600)
    damaged.write_text(text[:at] + ("q" if text[at] != "q" else "p") + text[at + 1:])
    trial.refused("a typing error", combine(shares[0], damaged, shares[2]), [damaged, "begins with c1"])
    mixed = trial.folder / "mixed"
    mixed.touch(0o600)
    mixed.write_text(re.sub(r"^e1.*$", re.search(r"^e1.*$", shares[2].read_text(), re.M)[0], text, flags=re.M))
    trial.refused("lines of two shares", combine(shares[0], mixed, shares[2]), [mixed, "not all of one share"])
    foreign, _ = shares_of(trial, "second")
    trial.refused("another splitting", combine(shares[0], shares[1], foreign[2]),
                  [foreign[2], "another splitting", shares[0]])
    twice = trial.folder / "twice"
    twice.touch(0o600)
    twice.write_text(text)
    trial.refused("one share twice", combine(shares[0], shares[1], twice), [twice, "number 2", shares[1]])
    trial.refused("no share", combine(shares[0], trial.passphrase, shares[2]), [trial.passphrase, "a1"])
    trial.refused("no file", combine(shares[0], "nowhere", shares[2]), ["nowhere: "])
    trial.refused("an identity that is there", ["recovery", "combine", *shares, "--out", "recovery.age"],
                  ["recovery.age: exists already"])
    split = ["recovery", "split", "--identity", "recovery.age", "--out"]
    trial.refused("a threshold too large", [*split, "x", "--threshold", 4, "--shares", 3], ["threshold is larger"])
    trial.refused("shares that are there", [*split, "shares"], ["share-1-of-5.txt: exists already"])
    (trial.folder / "loop").symlink_to("loop")
    # Before anybody has typed a passphrase: this one is wrong, and nobody says so.
    wrong = trial.folder / "wrong"
    wrong.write_text("not this one\n")
    wrong.chmod(0o600)
    trial.refused("a folder that cannot be looked up", [*split, "loop/shares", "--passphrase-file", wrong],
                  ["loop/shares", "symbolic links"], secret=False)
    code, out, err = trial.run(*split, "/sys/shares")
    trial.expect("a folder that cannot be made says why", code == 2 and err.count("\n") == 1 and
                 "/sys/shares: " in err and "No such" not in err, out + err)
    for words in (["recovery", "split", "--identity", "", "--out", "x"], ["keygen", "--out", ""],
                  ["manifest", "sign-check", "--stored", "", "--root", "x", "recovery.age"],
                  ["form", "check", ""]):
        trial.refused(f"nothing given: {words}", words, ["is empty"], secret=False)


def envelope(age_file):
    """An envelope as FORMAT.md 3 lays it out, with a signature of zeros: id, prefix, age header and payload."""
    header = age_file.index(b"\n", age_file.index(b"\n--- ") + 1) + 1
    parts = age_file[:header], age_file[header:]
    prefix = b"RKENV\0\0\1" + bytes(48) + (1).to_bytes(8, "big") + bytes(64)
    prefix += b"".join(len(part).to_bytes(4, "big") for part in parts)
    hashes = b"".join(hashlib.sha256(part).digest() for part in parts)
    return hashlib.sha256(b"referral-envelope-v1\0" + prefix + hashes + bytes(64)).hexdigest(), prefix, *parts


def rewrapped(trial, recipient, words):
    """One record given to another reader, then read by hand as FORMAT.md 3.1 has it."""
    _, out, _ = trial.run("keygen", "--out", "reader.age", "--work-factor", 14)
    typed_into(["age", "-d", "-o", "reader", "reader.age"], PASSPHRASE, trial.folder)
    (trial.folder / "readers").write_text(said(out, "recipient") + "\n")
    fingerprint = said(out, "fingerprint")
    (trial.folder / "in" / "note.txt").touch()
    sealed = subprocess.run([trial.age_tool, "encrypt", "-r", recipient], input=b"words", capture_output=True).stdout
    name, prefix, header, payload = envelope(sealed)
    record = trial.folder / "in" / f"{name}.envelope"
    record.write_bytes(prefix + sealed + bytes(64))

    code, out, err = trial.run(*words)
    trial.expect("rewrap", code == 0 and out.startswith("1 written to out, 0 there already, 0 not\n"), out + err)
    trial.expect("its reader by fingerprint", said(out, "reader") == fingerprint, out)
    trial.expect("one reader is warned of", "WARNING: one reader only" in out, out)
    trial.expect("what was passed over", "1 passed over in in: " in out, out)
    code, out, err = trial.run(*words)
    trial.expect("rewrap again", code == 0 and out.startswith("0 written to out, 1 there already, 0 not\n"), out + err)
    kept = (trial.folder / "out" / record.name).read_bytes()
    wanted = b"RKWRP\0\0\1" + prefix + hashlib.sha256(header).digest()
    length = int.from_bytes(kept[176:180], "big")
    trial.expect("what came stands in it", kept[:176] == wanted and kept[180 + length:] == payload + bytes(64))
    for who, opens in (("reader", True), ("clear", False)):
        opened = subprocess.run([trial.age_tool, "decrypt", "-i", trial.folder / who], input=kept[180:-64],
                                capture_output=True)
        trial.expect(f"{who} opens it: {opens}", (opened.stdout == b"words") == opens, opened.stderr.decode())
    trial.expect("the record that came is as it was", record.read_bytes() == prefix + sealed + bytes(64))
    code, out, err = trial.run(*["reader.age" if word == "recovery.age" else "none" if word == "out" else word
                                 for word in words])
    trial.expect("a wrong identity", code == 2 and out.startswith("0 written") and name in err, out + err)
    trial.expect("a wrong identity writes nothing", not any((trial.folder / "none").iterdir()))


def rewrap(trial, recipient):
    readers = trial.folder / "readers"
    readers.write_text("# who may read\n\nage1pq1nobody\n")
    (trial.folder / "in").mkdir()
    words = ["rewrap", "--in", "in", "--out", "out", "--identity", "recovery.age", "--recipients", "readers"]
    trial.refused("a recipient that is none", words, ["readers:3: is no recipient"])
    for words_for, reason in (("in", "in: cannot be read: Is a directory"), ("/dev/zero", "/dev/zero: is a device")):
        trial.refused(f"recipients from {words_for}", [*words[:-1], words_for], [reason])
    trial.refused("an identity that is a folder", ["recipient", "--identity", "in"], ["in: cannot be read: Is a"])
    readers.write_text(recipient + "\n")
    trial.refused("an empty folder", words, ["in: holds no file"])
    rewrapped(trial, recipient, words)


def unheard(trial, shares):
    """Commands of which nobody hears what they print say so, and what they did all the same."""
    make = ["--out", "lost.age", "--work-factor", 14]
    trial.unheard("keygen", ["keygen", *make], "lost.age was written, but ")
    trial.unheard("recipient", ["recipient", "--identity", "recovery.age"], "")
    trial.unheard("split", ["recovery", "split", "--identity", "recovery.age", "--out", "lost"],
                  "the shares were written to lost, but ")
    trial.unheard("combine", ["recovery", "combine", *shares[:3], *make], "lost.age was written, but ")
    trial.unheard("drill", ["recovery", "drill", *shares[:3]], "", secret=False)
    trial.unheard("rewrap", ["rewrap", "--in", "in", "--out", "lost", "--identity", "recovery.age", "--recipients",
                             "readers"], "")
    trial.unheard("the version", ["--version"], "", secret=False)


def passphrase_files(trial, recipient):
    """One line, however it ends, of a file that is one and that nobody else reads."""
    other = trial.folder / "other-passphrase"
    other.touch(0o600)
    command = ["recipient", "--identity", "recovery.age", "--passphrase-file", other]
    for text in (PASSPHRASE, PASSPHRASE + "\n", PASSPHRASE + "\r\nmore\n"):
        other.write_bytes(text.encode())
        code, out, err = trial.run(*command, secret=False)
        trial.expect(f"a passphrase as {text!r}", code == 0 and said(out, "recipient") == recipient, out + err)
    other.write_bytes(f"{PASSPHRASE}\r\r\n".encode())
    trial.refused("one CR too many", command, ["the passphrase does not open it"], secret=False)
    other.write_bytes(b"\r\n")
    trial.refused("an empty line", command, ["its first line is no passphrase"], secret=False)
    os.mkfifo(trial.folder / "pipe")
    for what, reason in (("in", "is a folder"), ("/dev/null", "is a device"), ("pipe", "is a pipe")):
        trial.refused(f"a passphrase from {what}", [*command[:-1], what], [f"{what}: {reason}"], secret=False)


def main(program, age_tool):
    with tempfile.TemporaryDirectory(prefix="recovery-check-") as folder:
        trial = Trial(program, age_tool, pathlib.Path(folder))
        recipient, fingerprint = keygen(trial)
        shares = recovery(trial, recipient, fingerprint)
        bad_shares(trial, shares)
        rewrap(trial, recipient)
        unheard(trial, shares)
        passphrase_files(trial, recipient)
        prompts(trial)
    print("\n".join(trial.failures))
    print(f"{trial.count} checks, {len(trial.failures)} failed")
    return 1 if trial.failures or trial.count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(*(str(pathlib.Path(word).resolve()) for word in sys.argv[1:3])))
