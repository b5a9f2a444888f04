"""Every one of C2SP's test vectors for age against age-tool: its outcome by the exit code, and all plaintext that was
released, also of a file that turned out damaged, by its hash.

usage: cctv.py AGE-TOOL MODULES    (MODULES: the folder that npm installed cctv-age below)"""
import hashlib
import pathlib
import subprocess
import sys
import tempfile
import zlib

EXIT = {"success": 0, "header failure": 10, "HMAC failure": 11, "no match": 12, "payload failure": 13,
        "armor failure": 14}
LEAST = 140  # vectors; a package without them would judge nothing


class Vector:
    def __init__(self, content):
        head, self.file = content.split(b"\n\n", 1)
        self.fields = [tuple(line.split(": ", 1)) for line in head.decode().split("\n")]
        if self.one("compressed") == "zlib":
            self.file = zlib.decompress(self.file)

    def all(self, key):
        return [value for name, value in self.fields if name == key]

    def one(self, key):
        return next(iter(self.all(key)), None)


def opened(tool, vector, folder):
    """(exit code, plaintext that came out)"""
    options = []
    for option, key in (("-i", "identity"), ("-p", "passphrase")):
        for i, value in enumerate(vector.all(key)):
            file = folder / f"{key}-{i}"
            file.write_text(value + "\n", encoding="utf-8")
            options += [option, file]
    done = subprocess.run([tool, "decrypt", *options], input=vector.file, capture_output=True, check=False)
    return done.returncode, done.stdout


def wrong(tool, vector, folder):
    """What is wrong with what the tool did; nothing: it did right."""
    code, plaintext = opened(tool, vector, folder)
    if code != EXIT[vector.one("expect")]:
        return f"exit {code}, not {EXIT[vector.one('expect')]} ({vector.one('expect')})"
    expected = vector.one("payload")
    if expected is None:
        return f"{len(plaintext)} bytes came out" if plaintext else None
    return None if hashlib.sha256(plaintext).hexdigest() == expected else "another plaintext came out"


def main(tool, modules):
    here = pathlib.Path(__file__).parent
    faults = 0
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        vectors = folder / "vectors"
        vectors.mkdir()
        subprocess.run(["node", here / "vectors.mjs", modules, vectors], check=True, stdout=subprocess.DEVNULL)
        names = sorted(vectors.iterdir())
        for file in names:
            fault = wrong(tool, Vector(file.read_bytes()), folder)
            if fault:
                faults += 1
                print(f"{file.name}: {fault}")
    print(f"{len(names)} vectors, {faults} wrong")
    return 1 if faults or len(names) < LEAST else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
