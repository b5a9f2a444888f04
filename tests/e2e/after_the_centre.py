#!/usr/bin/python3
"""What a desk has accepted it does not forget: a centre that shows older lists than before is found out, and
when there is no centre any more the records that were kept open with the archive key. Needs no window."""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

from stage import Deployment, make, wait_until

from demonstration import keys

REVOKED = "key has been revoked"


class Desk:
    """A caseworker's machine: its folder, and the identity files of everybody."""

    def __init__(self, deployment):
        self.deployment = deployment
        self.folder = deployment.folder / "desk"

    def identity(self, person):
        folder = self.deployment.folder / "identities"
        return "--identity", folder / f"{person}.age", "--passphrase-file", folder / f"{person}.passphrase"

    def run(self, *words):
        program = self.deployment.programs / "referral-desk"
        return subprocess.run([str(word) for word in (program, *words)], capture_output=True, text=True)

    def open(self, envelope, person, *words):
        return self.run("open", envelope, "--config", self.deployment.desk_config, "--language", "en",
                        *self.identity(person), *words)


def revoke(deployment):
    """The next list of terminals, in which this one's key counts no more; returns a copy of the one before."""
    lists = deployment.folder / "central" / "lists"
    before = deployment.folder / "before"
    shutil.copytree(lists, before)
    kiosks = lists / "kiosks.json"
    kiosks.write_text(kiosks.read_text().replace('"version": 1', '"version": 2').replace('"active"', '"revoked"'))
    keys.sign(deployment.folder / "signing", ["enrolment"], kiosks)
    return before


def an_older_list_is_found_out(deployment, desk, envelope):
    before = revoke(deployment)
    wait_until(lambda: REVOKED in desk.open(envelope, "caseworker-1").stdout, 20, "the new list did not come")
    deployment.stop("central")
    for file in ("kiosks.json", "kiosks.json.minisig.1"):
        shutil.copy(before / file, deployment.folder / "central" / "lists" / file)
    deployment.restart_central()
    opened = desk.open(envelope, "caseworker-1")
    assert opened.returncode == 0 and REVOKED in opened.stdout, opened
    assert "kiosks.json: the list is older than one already accepted" in opened.stderr, opened.stderr
    # A desk that was never shown anything else believes it: what found it out is what this one kept.
    (desk.folder / "lists").rename(desk.folder / "kept-lists")
    opened = desk.open(envelope, "caseworker-1")
    assert opened.returncode == 0 and REVOKED not in opened.stdout, opened
    shutil.rmtree(desk.folder / "lists")
    (desk.folder / "kept-lists").rename(desk.folder / "lists")


def kept_records_open_without_a_centre(deployment, desk, envelope):
    first, second = deployment.folder / "fetched", deployment.folder / "archived"
    fetched = desk.run("fetch", "--config", deployment.desk_config, "--out", first)
    assert fetched.returncode == 0, fetched
    manifest = json.loads((deployment.folder / "central" / "lists" / "manifest.json").read_text())
    recipients = deployment.folder / "readers"
    recipients.write_text("".join(listed["age_recipient"] + "\n" for listed in manifest["recipients"]
                                  if listed["role"] in ("archive", "recovery")))
    wrapped = desk.run("rewrap", "--in", first, "--out", second, *desk.identity("archive"), "--recipients", recipients)
    assert wrapped.returncode == 0, wrapped
    deployment.stop("central")
    opened = desk.open(envelope, "archive", "--kept", second)
    assert opened.returncode == 0 and "Test record" in opened.stdout, opened
    assert "cannot be reached" in opened.stderr and "going on with the lists kept in" in opened.stderr, opened.stderr
    refused = desk.open(envelope, "caseworker-1", "--kept", second)
    assert refused.returncode != 0 and not refused.stdout, refused
    shutil.rmtree(desk.folder / "lists")
    refused = desk.open(envelope, "archive", "--kept", second)
    assert refused.returncode != 0 and not refused.stdout, "opened without lists to check it by"


def main():
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        deployment = Deployment(pathlib.Path(folder) / "run", pathlib.Path(sys.argv[1]).resolve())
        try:
            make(deployment)
            deployment.start_central()
            deployment.start_outbox()
            wait_until(deployment.inbox, 30, "the terminal's test record did not arrive")
            deployment.stop("outbox")
            envelope, desk = deployment.inbox()[0], Desk(deployment)
            an_older_list_is_found_out(deployment, desk, envelope)
            kept_records_open_without_a_centre(deployment, desk, envelope)
        finally:
            deployment.stop_all()
    print("older lists were found out, and what was kept opened when the centre was gone")


if __name__ == "__main__":
    main()
