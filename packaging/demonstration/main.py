"""The demonstration: a terminal, its queue, a centre and a caseworker on one machine.
Called by packaging/demo, which builds first. See there for the options."""
import argparse
import base64
import hashlib
import json
import os
import pathlib
import shutil
import signal
import ssl
import sys
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
sys.dont_write_bytecode = True

from demonstration import gallery, referral  # noqa: E402
from demonstration.screen import Display, Failure, Screen, need  # noqa: E402
from demonstration.services import Deployment, wait_until  # noqa: E402


def main():
    options = arguments()
    need("minisign", "openssl")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    if options.gallery:
        return show_all(options)
    options.out.mkdir(parents=True, exist_ok=True)
    deployment = Deployment(options.out / "run", options.bin)
    if options.reset:
        shutil.rmtree(deployment.folder, ignore_errors=True)
    headless = options.headless or not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        if not deployment.exists():
            print("Making demonstration keys")
            deployment.make()
        elif not deployment.enrolled():
            deployment.enrol_again()
        deployment.start_central()
        deployment.start_outbox()
        return play(deployment, options.out) if headless else serve(deployment)
    except KeyboardInterrupt:
        return 130
    except (Failure, RuntimeError, AssertionError, OSError) as problem:
        print(f"packaging/demo: {problem}", file=sys.stderr)
        return 1
    finally:
        deployment.stop_all()


def show_all(options):
    try:
        return gallery.make(options.bin, options.out)
    except KeyboardInterrupt:
        return 130
    except (Failure, RuntimeError, AssertionError, OSError) as problem:
        print(f"packaging/demo: {problem}", file=sys.stderr)
        return 1


def arguments():
    parser = argparse.ArgumentParser(prog="packaging/demo")
    parser.add_argument("--headless", action="store_true", help="play one referral in Arabic without a display")
    parser.add_argument("--gallery", action="store_true",
                        help="picture every page in three languages, and three pages in all, without a display")
    parser.add_argument("--reset", action="store_true", help="forget earlier demonstrations first")
    parser.add_argument("--bin", type=pathlib.Path, required=True, help=argparse.SUPPRESS)
    parser.add_argument("--out", type=pathlib.Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    options.out = options.out or pathlib.Path("build/gallery" if options.gallery else "build/demo")
    options.bin, options.out = options.bin.resolve(), options.out.resolve()
    return options


def serve(deployment):
    """Opens the window and waits until it closes."""
    kiosk = deployment.start_kiosk(None, environment=dict(os.environ))
    print(f"The terminal is open. The centre listens on {deployment.address}; Ctrl-C stops everything.")
    return kiosk.wait()


def play(deployment, out):
    need("Xvfb", "xdotool", "setxkbmap", "maim")
    for picture in out.glob("[0-9][0-9]-*.png"):
        picture.unlink()
    display = Display()
    try:
        deployment.start_kiosk(display, "--automation", deployment.automation_socket)
        screen = Screen(display, deployment.automation_socket, pictures=out)
        screen.wait_for("start", 60)  # the centre has given a receipt for the terminal's test record
        before = set(deployment.inbox())
        code = referral.play(screen)
        print(f"Kept on the terminal, with a code of {len(code)} digits; {screen.taken} pictures in {out}")
        wait_until(lambda: len(set(deployment.inbox()) - before) == 1, 60, "the referral did not reach the centre")
        screen.press("exit")
        screen.picture("everyday")
    finally:
        for name in ("kiosk", "outbox"):
            deployment.stop(name)
        display.stop()
    shutil.rmtree(deployment.folder / "terminal" / "outbox")
    shutil.rmtree(deployment.folder / "terminal" / "kiosk")
    print("The terminal's state is deleted. A caseworker opens what the centre holds:\n")
    return read_as_caseworker(deployment, out, before, code)


def read_as_caseworker(deployment, out, before, code):
    envelope, = set(deployment.inbox()) - before
    sheet, record = deployment.open(envelope)
    print(sheet)
    (out / "record.json").write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    (out / "receipt.txt").write_text(receipt_for(deployment, envelope))
    differences = referral.compare(record)
    if code not in json.dumps(record):
        differences.append("the code on the screen is not the code in the record")
    if referral.STORY not in sheet:
        differences.append("the printed sheet does not show her own words as typed")
    for difference in differences:
        print(f"DIFFERENT: {difference}", file=sys.stderr)
    if not differences:
        print(f"The record says exactly what was entered: {len(referral.expected())} answers compared.")
    return 1 if differences else 0


def receipt_for(deployment, envelope):
    """Uploads what the centre already holds once more: it answers with the receipt it gave."""
    context = ssl.create_default_context(cafile=deployment.folder / "desk" / "ca.pem")
    context.load_cert_chain(deployment.folder / "desk" / "desk.pem", deployment.folder / "desk" / "desk-key.pem")
    name = base64.urlsafe_b64encode(bytes.fromhex(envelope)).decode().rstrip("=")
    url = f"{deployment.address}/v1/envelopes/{name}"
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context))
    body = direct.open(url, timeout=30).read()
    digest = base64.b64encode(hashlib.sha256(body).digest()).decode()
    again = urllib.request.Request(url, data=body, method="PUT", headers={
        "Content-Digest": f"sha-256=:{digest}:", "Content-Type": "application/octet-stream"})
    with direct.open(again, timeout=30) as answer:
        if answer.status != 200:
            raise RuntimeError(f"the centre answered {answer.status} to what it already holds")
        return answer.read().decode()


if __name__ == "__main__":
    sys.exit(main())
