#!/usr/bin/python3
"""Every file that each of the four programs reads at start, replaced by everything that a file can be: exit code 2,
a sentence that names the file and why, no abort, no waiting, no more memory than a good start takes. What may stand
there all the same is in the table with its reason. `--check-config` says what a start says.

usage: bad_files.py BIN-FOLDER
"""
import concurrent.futures
import contextlib
import os
import re
import sys

from programs import run_test

SLACK = 64 * 1024  # KiB above a good start


def folder(file, _):
    file.mkdir()


def loop(file, _):
    file.symlink_to(file)


def endless(file, _):
    file.symlink_to("/dev/zero")


def pipe(file, _):
    os.mkfifo(file, 0o600)


def unreadable(file, good):
    file.write_bytes(good)
    file.chmod(0)


def empty(file, _):
    file.touch(0o600)


def huge(file, _):
    file.touch(0o600)
    os.truncate(file, 1 << 30)  # nothing of it is on the disk


def cut(file, good):
    """Inside a value: a configuration within quotes, everything else in its middle."""
    file.touch(0o600)
    file.write_bytes(good[:good.rindex(b'"')] if file.suffix == ".toml" else good[:len(good) // 2])


SYSTEM = "Too many levels of symbolic links"
KINDS = {folder: "Is a directory|is a folder|is no (regular )?file", loop: SYSTEM,
         endless: f"is a device, no file|is no (regular )?file|{SYSTEM}",
         pipe: "is a pipe, no file|is no (regular )?file",
         unreadable: "Permission denied", empty: r": .+", huge: r": .+", cut: r": .+"}


class File:
    """`fine`: kinds that are taken, with the reason. `blames`: another file that is named for a kind."""

    def __init__(self, program, path, words=None, fine=None, blames=None):
        self.program, self.path, self.words, self.fine, self.blames = program, path, words, fine or {}, blames or {}


def signed(lists, name):
    """A list and its signatures: an empty signature is one too few, and then the list is refused."""
    yield File("central", lists / name)
    for number in (1, 2) if name == "manifest.json" else (1,):
        missing = dict.fromkeys((empty, cut), name)
        yield File("central", lists / f"{name}.minisig.{number}", blames=missing)


def assets(program, share, *keep):
    yield File(program, share / "form" / "referral.json")
    for name in ("codes/country.tsv", "codes/language.tsv", "locales/ar.cat", "locales/en.cat", *keep):
        yield File(program, share / name)


def kiosk_files(programs):
    state = programs.deployment.kiosk_config.parent
    yield File("kiosk", programs.configs["kiosk"])
    yield File("kiosk", state / "manifest-accepted")
    yield from assets("kiosk", programs.assets["kiosk"], "keyboards/ar.kbd", "icons/exit.svg", "everyday/fi.json")
    for face in ("NotoSans-Regular.ttf", "NotoSansArabicUI-Bold.ttf", "NotoSansCJK-Regular.ttc"):
        yield File("kiosk", programs.faces / face)
    # Names that no list has: what lies in such a folder is read all the same.
    for name in ("icons/zz.svg", "locales/zz.cat", "everyday/zz.json"):
        yield File("kiosk", programs.assets["kiosk"] / name)


def outbox_files(programs):
    home = programs.deployment.outbox_config.parent
    for name in ("referral-outbox.toml", "ca.pem", "client.pem", "client.key", "queue-key", "kiosk-key", "queue.db"):
        yield File("outbox", home / name)


def central_files(programs):
    home = programs.deployment.central_config.parent
    for name in ("referral-central.toml", "central.pem", "central-key.pem", "ca.pem", "receipt-key", "central.db"):
        yield File("central", home / name)
    for name in ("manifest.json", "kiosks.json"):
        yield from signed(home / "lists", name)


def desk_files(programs):
    home, people = programs.deployment.desk_config.parent, programs.folder / "identities"
    for name in ("referral-desk.toml", "ca.pem", "desk.pem", "desk-key.pem", "lists/lists.json"):
        yield File("desk", home / name)
    yield from assets("desk", programs.assets["desk"])
    identity, passphrase = people / "archive.age", people / "archive.passphrase"
    words = ("recipient", "--identity", identity, "--passphrase-file", passphrase)
    yield File("desk", identity, words)
    # Half a passphrase is one: that it is another than this identity's is all that can be said.
    yield File("desk", passphrase, words, blames={cut: "archive.age"})
    yield File("desk", programs.assets["desk"] / "form" / "referral.json",
               ("form", "check", programs.assets["desk"] / "form" / "referral.json"))
    yield File("desk", programs.folder / "central" / "lists" / "manifest.json",
               ("manifest", "show", programs.folder / "central" / "lists" / "manifest.json"))


class Trial:
    def __init__(self, programs, usual):
        self.programs, self.usual, self.failures, self.count = programs, usual, [], 0

    def runs_of(self, file, kind):
        """What is run: the check of the configuration, and a real start where nothing else is as plain."""
        if file.words:
            return [self.programs.run(file.program, *file.words)]
        checked = self.programs.check(file.program)
        if file.program == "desk" or kind in file.fine or (file.program != "kiosk" and kind is not folder):
            return [checked]
        started = self.programs.start(file.program)
        if (started.code, started.said) != (checked.code, checked.said):
            self.failures.append(f"{file.program}, {file.path.name} as {kind.__name__}: a start says something else"
                                 f" than --check-config: {started.code} {started.said.strip()[:300]}")
        return [checked, started]

    def faults(self, file, kind, done):
        if kind in file.fine:
            return [] if done.code == 0 else [f"exit code {done.code}"]
        faults = [] if done.code == 2 else [f"exit code {done.code}"]
        named = file.blames.get(kind, file.path.name)
        if not re.search(re.escape(named) + r".*(" + KINDS[kind] + ")", done.said):
            faults.append(f"{named} is not named with its reason")
        if "terminate" in done.said or done.said.count("\n") != 1:
            faults.append("it is not one sentence")
        if done.peak > self.usual[file.words or file.program] + SLACK:
            faults.append(f"it took {done.peak // 1024} MiB")
        return faults

    def put(self, file, kind):
        """The file's place taken by `kind`, and everything as it was afterwards."""
        there = os.path.lexists(file.path)
        good, kept = (file.path.read_bytes() if there else b"x" * 64), file.path.with_name(file.path.name + ".kept")
        if there:
            file.path.rename(kept)
        try:
            kind(file.path, good)
            os.chown(file.path, *self.owner(file.path.parent), follow_symlinks=False)
            for done in self.runs_of(file, kind):
                self.count += 1
                self.failures += [f"{file.program}, {file.path.name} as {kind.__name__}: {fault}; it said: "
                                  f"{done.said.strip()[:300]}" for fault in self.faults(file, kind, done)]
        finally:
            (file.path.rmdir if kind is folder else file.path.unlink)()
            if there:
                kept.rename(file.path)

    @staticmethod
    def owner(path):
        about = path.stat()
        return about.st_uid, about.st_gid

    def judge(self, files):
        for file in files:
            if file.words and file.words not in self.usual:
                good = self.programs.run(file.program, *file.words)
                assert good.code == 0, f"{file.program} {file.words[0]} refuses good files: {good.said}"
                self.usual[file.words] = good.peak
            for kind in KINDS:
                self.put(file, kind)


INIT = ("init",)
# program, the folder that is locked, what its configuration says of it, and how the program is started
LOCKED = (("kiosk", "terminal/memory", 'state = "."', 'state = "../memory"', ()),
          ("outbox", "terminal/queue", '"queue.db"', '"../queue/queue.db"', INIT),
          ("outbox", "terminal/keys", '"queue-key"', '"../keys/queue-key"', INIT),
          ("central", "store", '"central.db"', '"../store/central.db"', INIT),
          ("central", "receipts", '"receipt-key"', '"../receipts/receipt-key"', INIT),
          ("desk", "remembered", 'folder = "lists"', 'folder = "../remembered"', ("--check-config",)))
MADE_BY_INIT = ("queue.db", "queue.db.lock", "queue-key", "kiosk-key", "central.db", "receipt-key")


@contextlib.contextmanager
def away(files):
    """Files that are not there for a while, and not afterwards what was made in their place."""
    there = [file for file in files if file.exists()]
    for file in there:
        file.rename(file.with_name(file.name + ".kept"))
    try:
        yield
    finally:
        for file in files:
            file.unlink(missing_ok=True)
        for file in there:
            file.with_name(file.name + ".kept").rename(file)


def locked_folders(programs):
    """The folder with what is remembered lets nobody in: nobody can know that this is a first start."""
    failures = []
    for program, name, old, new, words in LOCKED:
        place, config = programs.folder / name, programs.configs[program]
        place.mkdir()
        os.chown(place, *Trial.owner(programs.folder))
        written = config.read_text()
        assert written.count(old) == 1, f"{old} is not in {config.name}"
        config.write_text(written.replace(old, new))
        place.chmod(0)
        with away([config.parent / made for made in MADE_BY_INIT if words == INIT]):
            done = programs.run(program, *words, "--config", config)
        place.chmod(0o700)
        config.write_text(written)
        if done.code != 2 or not re.search(f"{place.name}.*Permission denied", done.said):
            failures.append(f"{program}, {name} locked: exit code {done.code}; it said: {done.said.strip()[:300]}")
    return failures, len(LOCKED)


def body(programs):
    usual = {}
    for program in programs.configs:
        done = programs.check(program)
        assert done.code == 0, f"{program} refuses good files: {done.said}"
        usual[program] = done.peak
    done = programs.start("kiosk")
    assert done.code == 1 and "display" in done.said, f"the kiosk should have come to its window: {done.code} {done.said}"
    # Two at a time: the files of the terminal and those of the others are not the same.
    groups = [[kiosk_files], [outbox_files, central_files, desk_files]]

    def judged(group):
        trial = Trial(programs, usual)
        for files in group:
            trial.judge(list(files(programs)))
        return trial

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        trials = list(pool.map(judged, groups))
    failures, count = locked_folders(programs)
    for trial in trials:
        failures, count = failures + trial.failures, count + trial.count
    return failures, count


if __name__ == "__main__":
    sys.exit(run_test(body, "bad files were refused by name"))
