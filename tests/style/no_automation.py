#!/usr/bin/python3
"""Proves that a release terminal cannot be read from outside: no automation symbol, no such option.

usage: no_automation.py RELEASE-BIN-FOLDER AUTOMATION-BIN-FOLDER (the second must have it)
"""
import pathlib
import subprocess
import sys


def automation_symbols(program):
    text = subprocess.run(["nm", "-C", "--defined-only", program], check=True, capture_output=True, text=True).stdout
    if text.count("\n") < 100:
        sys.exit(f"{program}: no symbol table to judge by")
    return [line for line in text.splitlines() if "automation" in line.lower()]


def main(release, automated):
    if not automation_symbols(automated / "referral-kiosk"):
        sys.exit("the build with automation shows no automation symbol: the search proves nothing")
    found = automation_symbols(release / "referral-kiosk")
    print("\n".join(found))
    asked = subprocess.run([release / "referral-kiosk", "--automation", "/tmp/x"], capture_output=True, text=True)
    print(f"{len(found)} automation symbols; --automation exits {asked.returncode}")
    return 0 if not found and asked.returncode == 2 else 1


if __name__ == "__main__":
    sys.exit(main(*map(pathlib.Path, sys.argv[1:3])))
