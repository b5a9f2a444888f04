#!/usr/bin/python3
"""A terminal whose languages lack an everyday page, a notice or the help line says so at start, by file and language,
and ends with exit code 2."""
import json
import pathlib
import shutil
import sys
import tempfile

from stage import Deployment, Display, make

from demonstration import keys

PROGRAMS = pathlib.Path(sys.argv[1]).resolve()


def copy_of_share(folder):
    copy = pathlib.Path(folder) / "share"
    shutil.copytree(PROGRAMS.parent / "share" / "referral", copy)
    return copy


def ends_with(deployment, display, *words):
    kiosk = deployment.start_kiosk(display)
    code = kiosk.wait(60)
    deployment.running.pop("kiosk")
    said = (deployment.folder / "kiosk.log").read_text()
    assert code == 2, f"exit code {code}: {said}"
    missing = [word for word in words if word not in said]
    assert not missing, f"{said!r} does not say {missing}"
    (deployment.folder / "kiosk.log").unlink()


def everyday(display):
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        deployment = Deployment(pathlib.Path(folder) / "run", PROGRAMS)
        deployment.share = copy_of_share(folder)
        make(deployment)
        pages = deployment.share / "everyday"
        try:
            for language in ("sv", "ar", "ur"):
                page = (pages / f"{language}.json").rename(pages / f"{language}.away")
                ends_with(deployment, display, str(pages), f"in {language}")
                page.rename(pages / f"{language}.json")
            text = json.loads((pages / "sv.json").read_text())
            (pages / "sv-again.json").write_text(json.dumps(text))
            ends_with(deployment, display, str(pages), "two everyday pages", "sv")
            (pages / "sv-again.json").unlink()
            text["entries"][0]["icon"] = "nowhere"
            (pages / "sv.json").write_text(json.dumps(text))
            ends_with(deployment, display, "in sv", "nowhere")
        finally:
            deployment.stop_all()


def list_without(display, change, *words):
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        deployment = Deployment(pathlib.Path(folder) / "run", PROGRAMS)
        make(deployment)
        manifest = deployment.folder / "central" / "lists" / "manifest.json"
        text = json.loads(manifest.read_text())
        change(text)
        manifest.write_text(json.dumps(text, ensure_ascii=False))
        keys.sign(deployment.folder / "signing", keys.SIGNING_ROOTS, manifest)
        try:
            deployment.start_central()
            deployment.start_outbox()
            ends_with(deployment, display, "manifest.json", *words)
        finally:
            deployment.stop_all()


def without_notice(language):
    def change(text):
        text["notices"] = [notice for notice in text["notices"] if notice["language"] != language]
    return change


def without_help(text):
    text["hotlines"] = [line for line in text["hotlines"] if line["id"] != "help"]


the_display = Display(1280, 800)
try:
    everyday(the_display)
    list_without(the_display, without_notice("sv"), "notice in sv")
    list_without(the_display, without_help, "hotline", "help")
finally:
    the_display.stop()
print("what is missing is said at start")
