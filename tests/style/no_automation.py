#!/usr/bin/python3
"""Proves that a release terminal cannot be read from outside nor its clock put forward: none of the symbols, no such
option.

usage: no_automation.py RELEASE-BIN-FOLDER AUTOMATION-BIN-FOLDER (the second must have it)
"""
import pathlib
import subprocess
import sys


NEVER = ("automation", "adjustableclock")


def symbols(program, word):
    text = subprocess.run(["nm", "-C", "--defined-only", program], check=True, capture_output=True, text=True).stdout
    if text.count("\n") < 100:
        sys.exit(f"{program}: no symbol table to judge by")
    return [line for line in text.splitlines() if word in line.lower()]


def main(release, automated):
    for word in NEVER:
        if not symbols(automated / "referral-kiosk", word):
            sys.exit(f"the build with automation shows no symbol with {word}: the search proves nothing")
    found = [line for word in NEVER for line in symbols(release / "referral-kiosk", word)]
    print("\n".join(found))
    asked = subprocess.run([release / "referral-kiosk", "--automation", "/tmp/x"], capture_output=True, text=True)
    print(f"{len(found)} such symbols; --automation exits {asked.returncode}")
    return 0 if not found and asked.returncode == 2 else 1


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:3])))
