#!/usr/bin/python3
"""Every file a program reads, damaged: exit code 2, one sentence that names the file and the reason,
nothing changed on disk. First it shows that the same programs accept the same files undamaged (and
the sample configurations of packaging/config with this deployment's values in them), and at the end
that what was kept before is still there.

usage: bad_input.py BIN-FOLDER
"""
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib

from stage import ROOT, Deployment, Display, make, wait_until

PATIENCE = 30  # seconds a program may take to refuse
NOTO = pathlib.Path("/usr/share/fonts/truetype/noto")


def cut(data):
    return data[:len(data) // 2]


def flipped(data):
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 0x01]) + data[middle + 1:]


def empty(_):
    return b""


def replaced(old, new):
    def damage(data):
        assert old.encode() in data, f"{old!r} is not in the file: the case proves nothing"
        return data.replace(old.encode(), new.encode(), 1)
    return damage


def added(line):
    return lambda data: data + line.encode()


def form(change):
    """Damage to the form as JSON."""
    def damage(data):
        questionnaire = json.loads(data)
        change(questionnaire["item"])
        return json.dumps(questionnaire, ensure_ascii=False).encode()
    return damage


def question(items, link_id):
    return next(item for item in items if item["linkId"] == link_id)


def unknown_type(items):
    question(items, "age")["type"] = "telepathy"


def duplicate(items):
    question(items, "age")["linkId"] = "danger"


def dangling(items):
    question(items, "age")["enableWhen"] = [{"question": "nobody", "operator": "exists", "answerBoolean": True}]


def cycle(items):
    for one, other in (("age", "danger"), ("danger", "age")):
        question(items, one)["enableWhen"] = [{"question": other, "operator": "exists", "answerBoolean": True}]


def elsewhere(items):
    question(items, "age").pop("answerOption")
    question(items, "age")["answerValueSet"] = "http://hl7.org/fhir/ValueSet/languages"


class Trial:
    """The deployment whose files are damaged one at a time."""

    def __init__(self, deployment, display):
        self.deployment, self.display, self.failures, self.cases = deployment, display, [], 0
        self.assets = deployment.folder / "share"
        shutil.copytree(deployment.share, self.assets)
        deployment.share = self.assets

    def configured(self):
        deployment = self.deployment
        return (("kiosk", deployment.kiosk_config), ("outbox", deployment.outbox_config),
                ("central", deployment.central_config), ("desk", deployment.desk_config))

    def start(self, program, *words):
        return subprocess.Popen([self.deployment.programs / f"referral-{program}", *map(str, words)],
                                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env=self.display.environment)

    def accepts(self, program, *words):
        """The control: undamaged, the program runs until it is asked to stop."""
        process = self.start(program, *words)
        try:
            _, said = process.communicate(timeout=3)
            raise AssertionError(f"referral-{program} ended by itself on good files ({process.returncode}): {said}")
        except subprocess.TimeoutExpired:
            process.terminate()
            process.communicate(timeout=15)
            assert process.returncode == 0, f"referral-{program} ended with {process.returncode} when asked to stop"

    def everything(self):
        return {path: hashlib.sha256(path.read_bytes()).digest()
                for path in sorted(self.deployment.folder.rglob("*")) if path.is_file()}

    def refuses(self, file, damage, reason, program, *words):
        """`reason`: what the sentence has to match beside the file's name."""
        self.cases += 1
        good, mode = file.read_bytes(), file.stat().st_mode
        if callable(damage):
            file.write_bytes(damage(good))
            assert file.read_bytes() != good, f"{file.name} was not damaged: the case proves nothing"
        else:
            file.chmod(damage)
        before = self.everything()
        process = self.start(program, *words)
        try:
            _, said = process.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            said = process.communicate()[1] + " (it was accepted)"
        faults = []
        if process.returncode != 2:
            faults.append(f"exit code {process.returncode}")
        # A list is what is wrong when one of its signatures is.
        if file.name.split(".minisig")[0] not in said:
            faults.append("the file is not named")
        if not re.search(reason, said):
            faults.append(f"no reason like /{reason}/")
        if self.everything() != before:
            faults.append("something on disk changed")
        file.write_bytes(good)
        file.chmod(mode)
        if faults:
            what = getattr(damage, "__name__", damage)
            self.failures.append(f"{program}, {file.name} {what}: {', '.join(faults)}; it said: {said.strip()[:300]}")


def sample_with(values, program):
    """packaging/config's sample with every value this deployment has; all other lines as they are."""
    table, lines = values, []
    sample = (ROOT / "packaging" / "config" / f"referral-{program}.toml").read_text()
    for line in re.sub(r"\[\n[^]]*\]", "[]", sample).splitlines():  # a list over several lines
        if heading := re.fullmatch(r"\[(\w+)\]", line):
            table = values.get(heading.group(1), {})
        elif (key := re.match(r"(\w+) = ", line)) and key.group(1) in table:
            line = f"{key.group(1)} = {json.dumps(table[key.group(1)])}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def with_sample(program, file):
    """Puts the sample in the place of the configuration; returns what stood there."""
    written = file.read_text()
    file.write_text(sample_with(tomllib.loads(written), program))
    return written


def good_files(trial):
    """The control for everything below. The queue and the centre run when it begins."""
    deployment = trial.deployment
    samples = {program: with_sample(program, file) for program, file in trial.configured()}
    assert deployment.inbox(), "the desk does not take its sample configuration"
    for program in ("kiosk", "outbox", "central"):
        deployment.stop(program)
        trial.accepts(program, "--config", dict(trial.configured())[program])
    for program, file in trial.configured():
        file.write_text(samples[program])


def configurations(trial):
    for program, file in trial.configured():
        words = ("inbox", "--config", file) if program == "desk" else ("--config", file)
        trial.refuses(file, added("\nthis is no TOML\n"), r"toml:\d+: ", program, *words)
        trial.refuses(file, lambda data: b"unheard_of = 1\n" + data, r"toml:1: .*unheard_of", program, *words)
        trial.refuses(file, replaced("threshold = 2", "threshold = \"two\""), r"toml:\d+: .*threshold", program, *words)
        trial.refuses(file, empty, r": ", program, *words)


def terminal_files(trial):
    words = ("kiosk", "--config", trial.deployment.kiosk_config)
    questionnaire = trial.assets / "form" / "referral.json"
    config = trial.deployment.kiosk_config
    trial.refuses(config, lambda data: re.sub(rb'peer_user = "[^"]*"', b'peer_user = "nobody-here"', data),
                  r"toml:2: .*peer_user", *words)
    trial.refuses(config, replaced('"ar", ', '"ar", "tlh", '), r"toml:\d+: .*languages.*tlh", *words)
    trial.refuses(config, replaced('"ur-Aran"', '"ur", "ur-Aran"'), r"toml:\d+: .*languages.*ur and as ur-Aran", *words)
    trial.refuses(config, added("\n[idle]\nask_after_seconds = 5\n"),
                  r"toml:\d+: .*ask_after_seconds.*10 to 3600", *words)
    trial.refuses(questionnaire, cut, "JSON", *words)
    trial.refuses(questionnaire, form(unknown_type), "'age'.*telepathy", *words)
    trial.refuses(questionnaire, form(duplicate), "'danger'.*another item too", *words)
    trial.refuses(questionnaire, form(dangling), "'age'.*nobody", *words)
    trial.refuses(questionnaire, form(cycle), "age -> danger -> age", *words)
    trial.refuses(questionnaire, form(elsewhere), "'age'.*ValueSet/languages' is not there", *words)
    countries = trial.assets / "codes" / "country.tsv"
    trial.refuses(countries, replaced("\tFIN\t", "\t"), r"tsv:\d+: has 5 cells", *words)
    trial.refuses(countries, replaced("\nFI\t", "\nSE\t"), r"tsv:\d+: .*'SE' stands there twice", *words)
    trial.refuses(trial.assets / "codes" / "language.tsv", empty, "holds no row", *words)
    for damage in (cut, flipped, empty):
        trial.refuses(trial.assets / "locales" / "ar.cat", damage, "(damaged|cut|catalogue)", *words)
    trial.refuses(trial.assets / "everyday" / "fi.json", cut, "JSON", *words)
    trial.refuses(trial.deployment.folder / "terminal" / "kiosk" / "manifest-accepted", cut, "damaged", *words)


def missing_faces(trial):
    """A machine without the package of a language's letters: it says which, and shows no boxes."""
    faces = trial.deployment.folder / "faces"
    faces.mkdir()
    for file in NOTO.glob("*.ttf"):
        (faces / file.name).symlink_to(file)
    config = trial.deployment.kiosk_config
    written = config.read_text()
    config.write_text(f'fonts = "{faces}"\n' + written)
    refuses_without(trial, "NotoSansCJK-Regular.ttc", "zh-Hans", "fonts-noto-cjk")
    config.write_text(f'fonts = "{faces}"\n' + written.replace('"zh-Hans", ', "").replace(', "zh-Hans"', ""))
    trial.accepts("kiosk", "--config", config)
    (faces / "NotoSansThaiUI-Regular.ttf").unlink()
    refuses_without(trial, "NotoSansThaiUI-Regular.ttf", "th", "fonts-noto-ui-core")
    config.write_text(written)
    shutil.rmtree(faces)


def refuses_without(trial, file, language, package):
    trial.cases += 1
    process = trial.start("kiosk", "--config", trial.deployment.kiosk_config)
    try:
        _, said = process.communicate(timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        said = process.communicate()[1] + " (it was accepted)"
    if process.returncode != 2 or not re.search(f"{file}: is missing.*{language} .*{package}", said):
        trial.failures.append(f"kiosk, without {file}: exit code {process.returncode}; it said: {said.strip()[:300]}")


def queue_files(trial):
    folder = trial.deployment.folder / "terminal" / "outbox"
    words = ("outbox", "--config", trial.deployment.outbox_config)
    for key in ("queue-key", "kiosk-key"):
        trial.refuses(folder / key, cut, "32", *words)
        trial.refuses(folder / key, 0o644, "(others|600)", *words)
    trial.refuses(folder / "queue.db", cut, "(damaged|key|database)", *words)
    trial.refuses(folder / "queue.db", empty, "no queue of this version", *words)
    trial.refuses(folder / "queue.db", lambda data: b"SQLite format 3\0" + data[16:], "(damaged|key)", *words)
    wrong_key_blames_the_database(trial, folder, words)
    uplink_files(trial, folder, words)


def uplink_files(trial, folder, words):
    """What the way to the centre needs, and a client certificate, which the demonstration does without."""
    config, tls = trial.deployment.outbox_config, trial.deployment.folder / "tls"
    written = config.read_text()
    shutil.copy(tls / "desk.pem", folder / "client.pem")
    shutil.copy(tls / "desk.key", folder / "client-key.pem")
    config.write_text(written.replace("\n\n[sync]", '\nclient_cert = "client.pem"\nclient_key = "client-key.pem"\n\n[sync]'))
    trial.accepts(*words)
    for name in ("ca.pem", "client.pem", "client-key.pem"):
        for damage in (cut, empty):
            trial.refuses(folder / name, damage, r"toml:\d+: .*no PEM", *words)
    trial.refuses(folder / "client-key.pem", 0o644, "(others|600)", *words)
    trial.refuses(config, replaced('client_key = "client-key.pem"', 'client_key = "queue-key"'), "queue-key.*PEM", *words)
    for pin in ("sha256//x", "sha512//", ""):
        trial.refuses(config, replaced("sha256//", pin), r"toml:\d+: .*pin", *words)
    config.write_text(written)


def wrong_key_blames_the_database(trial, folder, words):
    """A key of the right length that is not this queue's: only the database can tell."""
    key, database = folder / "queue-key", folder / "queue.db"
    good = key.read_bytes()
    key.write_bytes(bytes(32))
    before = database.read_bytes()
    process = trial.start(*words)
    _, said = process.communicate(timeout=PATIENCE)
    key.write_bytes(good)
    trial.cases += 1
    if process.returncode != 2 or "queue.db" not in said or "key" not in said or database.read_bytes() != before:
        trial.failures.append(f"outbox, another key: exit code {process.returncode}; it said: {said.strip()}")


def centre_files(trial):
    folder = trial.deployment.folder / "central"
    words = ("central", "--config", trial.deployment.central_config)
    trial.refuses(folder / "central-key.pem", 0o640, "(others|600)", *words)
    for name in ("central.pem", "central-key.pem", "ca.pem"):
        trial.refuses(folder / name, cut, "(certificate|key|PEM|read)", *words)
    trial.refuses(folder / "receipt-key", cut, "32", *words)
    trial.refuses(folder / "receipt-key", 0o644, "(others|600)", *words)
    for damage in (cut, empty, lambda data: b"not a database at all" + data[21:]):
        trial.refuses(folder / "central.db", damage, "(damaged|database|store)", *words)
    for name in ("manifest.json", "kiosks.json"):
        for damage in (cut, flipped, empty):
            trial.refuses(folder / "lists" / name, damage, "sign", *words)
    trial.refuses(folder / "lists" / "manifest.json.minisig.2", empty, "sign", *words)


def desk_files(trial, envelope):
    folder = trial.deployment.folder
    identity, passphrase = (folder / "identities" / f"caseworker-1.{end}" for end in ("age", "passphrase"))
    words = ("desk", "open", envelope, "--config", trial.deployment.desk_config, "--identity", identity,
             "--passphrase-file", passphrase, "--language", "ar")
    for damage in (cut, flipped, empty):
        trial.refuses(identity, damage, "identity file", *words)
    # Before the network and before the passphrase: the centre does not even run now.
    for name in ("ca.pem", "desk.pem", "desk-key.pem"):
        trial.refuses(folder / "desk" / name, cut, "no PEM", *words)
    trial.refuses(folder / "desk" / "desk-key.pem", 0o640, "(others|600)", *words)
    trial.refuses(trial.deployment.desk_config, replaced("sha256//", "sha256//x"), r"toml:\d+: .*pin", *words)
    trial.refuses(passphrase, 0o644, "others", *words)
    trial.refuses(passphrase, empty, "passphrase", *words)
    trial.refuses(trial.assets / "locales" / "ar.cat", flipped, "(damaged|catalogue)", *words)
    trial.refuses(trial.assets / "form" / "referral.json", form(duplicate), "'danger'", *words)
    trial.refuses(trial.assets / "codes" / "citizenship.tsv", replaced("\ncountry\t", "\ncounty\t"), r"tsv:\d+: .*'county'",
                  *words)


def main():
    with tempfile.TemporaryDirectory(prefix="referral-e2e-") as folder:
        deployment = Deployment(pathlib.Path(folder) / "run", pathlib.Path(sys.argv[1]).resolve())
        display = Display()
        try:
            make(deployment)
            trial = Trial(deployment, display)
            deployment.start_central()
            deployment.start_outbox()
            wait_until(lambda: deployment.inbox(), 30, "the terminal's test record did not arrive")
            kept = deployment.inbox()
            deployment.write_kiosk_config()
            good_files(trial)
            configurations(trial)
            terminal_files(trial)
            missing_faces(trial)
            queue_files(trial)
            centre_files(trial)
            desk_files(trial, kept[0])
            deployment.start_central(deployment.port)
            assert deployment.inbox() == kept, "the centre lost what it held"
            deployment.open(kept[0])
        finally:
            deployment.stop_all()
            display.stop()
    print("\n".join(trial.failures) or f"{trial.cases} damaged files were refused, and nothing was lost")
    return 1 if trial.failures else 0


if __name__ == "__main__":
    sys.exit(main())
