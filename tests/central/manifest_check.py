#!/usr/bin/python3
"""`referral-desk manifest` from a first list to its successor, as an administrator types it: keys from
keygen, signatures from minisign, exit codes 0 and 2, and messages that name the file and the reason.

usage: manifest_check.py REFERRAL-DESK
"""
import datetime
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FAULTS = []


def run(*words, want=0, says=(), folder):
    """Runs a program in `folder`; what it prints must hold every text of `says`."""
    done = subprocess.run([str(word) for word in words], cwd=folder, text=True, capture_output=True,
                          stdin=subprocess.DEVNULL, check=False)
    printed = done.stdout + done.stderr
    shown = " ".join(str(word)[:40] for word in words[1:])
    if done.returncode != want:
        FAULTS.append(f"{shown}: exit code {done.returncode} in place of {want}:\n{printed}")
    FAULTS.extend(f"{shown}: does not say '{text}':\n{printed}" for text in says if text not in printed)
    return printed


def check(desk, folder):
    def manifest(*words, **options):
        return run(desk, "manifest", *words, folder=folder, **options)

    keys = {}
    for name in ("blue", "green", "violet", "archive", "recovery"):
        passphrase = folder / f"{name}.passphrase"
        passphrase.write_text(f"long enough for {name}\n")
        os.chmod(passphrase, 0o600)
        printed = run(desk, "keygen", "--out", f"{name}.age", "--passphrase-file", passphrase,
                      "--work-factor", "14", folder=folder)
        keys[name] = (re.search("age1pq1[0-9a-z]+", printed).group(0),
                      re.search("fingerprint: (.+)", printed).group(1))
    day = (datetime.date.today() + datetime.timedelta(days=300)).isoformat()
    first = [word for role, name in (("caseworker", "blue"), ("caseworker", "green"), ("archive", "archive"),
                                     ("recovery", "recovery")) for word in ("--add", f"{role}:{name}:{keys[name][0]}")]
    manifest("new", "--empty", *first, "--expires", day, "--out", "1.json", says=["1.json: to be signed"])
    manifest("show", "1.json", says=[f"fingerprint {keys['blue'][1]}", "receipt key    none", "version        1"])

    violet = f"caseworker:violet:{keys['violet'][0]}"
    following = ("new", "--from", "1.json", "--expires", day, "--out")
    manifest(*following, "2.json", "--revoke", "blue", want=2, says=["2.json: was not written: fewer caseworkers"])
    manifest(*following, "2.json", "--add", violet, "--revoke", "bleu", want=2, says=["2.json", "revoked[0]"])
    manifest(*following, "2.json", "--add", violet, "--revoke", "blue", says=["added: caseworker violet", "revoked: blue"])
    manifest(*following, "2.json", "--add", violet, want=2, says=["2.json: exists already"])
    manifest("new", "--expires", day, "--out", "0.json", want=2, says=["--from", "--empty"])
    manifest("diff", "1.json", "2.json", says=["version 2, before 1", "revoked: blue"])
    manifest("diff", "2.json", "1.json", says=["WARNING: the version went back", "WARNING: blue is NO LONGER REVOKED"])
    manifest("diff", "1.json", "nowhere.json", want=2, says=["nowhere.json: cannot be read"])

    third = ("new", "--from", "2.json", "--expires", day, "--out", "3.json")
    receipt = "0123456789abcdef" * 4
    manifest(*third, "--dates", "bleu::2099-12-31", want=2, says=["3.json: was not written: --dates bleu: no recipient"])
    manifest(*third, "--dates", "green:2099-12-31:2099-12-30", want=2, says=["`not_after` is before `not_before` (green)"])
    manifest(*third, "--drop", "violet", want=2, says=["3.json: was not written: fewer caseworkers"])
    manifest(*third, "--drop", "grey", want=2, says=["--drop grey: no recipient"])
    manifest(*third, "--receipt-key", receipt[1:], want=2, says=[f"--receipt-key {receipt[1:]}: is no public key"])
    manifest(*third, "--drop-receipt-key", receipt, want=2, says=[f"--drop-receipt-key {receipt}: is not on the list"])
    manifest(*third, "--dates", "green::2099-12-31", "--drop", "blue", "--receipt-key", receipt, says=[
        "dates of green: ", " to 2099-12-31, before ", ": ends later", "no longer listed: caseworker blue",
        f"WARNING: RECEIPT KEY added: {receipt}"])
    manifest("show", "3.json", says=[f"receipt key    {receipt}"])
    manifest("new", "--from", "3.json", "--expires", day, "--out", "4.json", "--drop-receipt-key", receipt, says=[
        f"WARNING: RECEIPT KEY removed: {receipt}", "WARNING: there is no receipt key"])
    manifest("diff", "2.json", "3.json", says=["no longer listed: caseworker blue", "dates of green: ", "RECEIPT KEY added"])

    for number in "123":
        run("minisign", "-G", "-W", "-p", f"{number}.pub", "-s", f"{number}.key", folder=folder)
    for number in "13":
        run("minisign", "-S", "-s", f"{number}.key", "-m", "2.json", "-x", f"2.json.minisig.{number}", folder=folder)
    lines = [(folder / f"{number}.pub").read_text() for number in "123"]
    (folder / "roots").write_text("".join(lines))
    signatures = ("2.json.minisig.1", "2.json.minisig.3")
    terminal = "a terminal that holds 1.json (version 1) would "
    manifest("sign-check", "2.json", *signatures, "--roots", "roots", "--stored", "1.json",
             says=["2 of 3 keys have signed, 2 must: enough", terminal + "accept this list"])
    manifest("sign-check", "2.json", signatures[0], "--roots", "roots", "--stored", "1.json", want=2,
             says=["1 of 3 keys have signed, 2 must: TOO FEW", terminal + "REFUSE this list"])
    manifest("sign-check", "1.json", *signatures, "--roots", "roots", want=2,
             says=["2.json.minisig.1: is no signature over this list"])
    roots = [word for line in lines for word in ("--root", line.splitlines()[1])]
    manifest("sign-check", *roots, "2.json", *signatures, "--threshold", "3", want=2, says=["2 of 3", "TOO FEW"])
    manifest("sign-check", *roots, "2.json", *signatures, "--threshold", "4", want=2, says=["--threshold"])
    (folder / "cut.json").write_bytes((folder / "2.json").read_bytes()[:-9])
    manifest("show", "cut.json", want=2, says=["cut.json: is not one JSON value in UTF-8"])


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        check(pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(made))
    print("\n".join(FAULTS) or "referral-desk manifest says what it should")
    sys.exit(1 if FAULTS else 0)
