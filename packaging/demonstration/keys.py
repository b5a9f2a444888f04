"""Makes every key and list that a demonstration needs, the way a real deployment does: each program
makes its own keys, minisign signs the lists, openssl is the private certificate authority. What is
made here is worth nothing outside a demonstration: its secret keys lie unprotected beside each other.
"""
import datetime
import json
import pathlib
import re
import secrets
import subprocess

ROOTS = ("root-1", "root-2", "root-3")
SIGNING_ROOTS = ROOTS[:2]
RECIPIENTS = (("caseworker-1", "caseworker"), ("caseworker-2", "caseworker"),
              ("archive", "archive"), ("recovery", "recovery"))
HOTLINES = (("help", "+358 2954 63177"), ("emergency", "112"), ("violence", "080 005 005"))


def run(*words, **options):
    """Runs a program and returns what it printed; a failure shows what it said."""
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, **options)
    if done.returncode != 0:
        raise RuntimeError(f"{words[0]} failed with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def make_authority(folder):
    """A private certificate authority, a server certificate and a desk's client certificate."""
    folder.mkdir(parents=True, exist_ok=True)
    run("openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-days", "3650", "-subj", "/CN=Demonstration CA",
        "-keyout", folder / "ca.key", "-out", folder / "ca.pem")
    _certificate(folder, "server", "/CN=localhost", "subjectAltName=IP:127.0.0.1,DNS:localhost")
    _certificate(folder, "desk", "/OU=desk/CN=caseworker-1", "extendedKeyUsage=clientAuth")
    for key in folder.glob("*.key"):
        key.chmod(0o600)


def _certificate(folder, name, subject, extension):
    run("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", subject,
        "-keyout", folder / f"{name}.key", "-out", folder / f"{name}.csr")
    (folder / f"{name}.ext").write_text(extension + "\n")
    run("openssl", "x509", "-req", "-in", folder / f"{name}.csr", "-CA", folder / "ca.pem", "-CAkey",
        folder / "ca.key", "-CAcreateserial", "-days", "825", "-extfile", folder / f"{name}.ext",
        "-out", folder / f"{name}.pem")


def pin_of(certificate):
    """The public key's pin in the form libcurl takes: sha256//BASE64."""
    script = ("openssl x509 -in \"$0\" -noout -pubkey | openssl pkey -pubin -outform der | "
              "openssl dgst -sha256 -binary | openssl base64 -A")
    return "sha256//" + run("sh", "-c", script, certificate).strip()


def make_signing_keys(folder):
    """Three roots and one enrolment key, made by minisign without a passphrase."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in (*ROOTS, "enrolment"):
        run("minisign", "-G", "-W", "-f", "-p", folder / f"{name}.pub", "-s", folder / f"{name}.key")


def public_line(folder, name):
    return (folder / f"{name}.pub").read_text().splitlines()[1].strip()


def sign(keys, names, file):
    """Signs `file` once with each named key: FILE.minisig.1, .2, ..."""
    for number, name in enumerate(names, 1):
        run("minisign", "-S", "-s", keys / f"{name}.key", "-m", file, "-x", f"{file}.minisig.{number}",
            input="\n")


def make_caseworkers(desk_program, folder):
    """One identity file and one passphrase file each; returns the recipients by name."""
    folder.mkdir(parents=True, exist_ok=True)
    recipients = {}
    for name, _ in RECIPIENTS:
        passphrase = folder / f"{name}.passphrase"
        passphrase.write_text(secrets.token_urlsafe(18) + "\n")
        passphrase.chmod(0o600)
        # The passphrase lies beside the key: a second of work at each opening would keep nobody out.
        printed = run(desk_program, "keygen", "--out", folder / f"{name}.age", "--passphrase-file", passphrase,
                      "--work-factor", "14")
        recipients[name] = re.search(r"age1pq1[0-9a-z]+", printed).group(0)
    return recipients


def make_desk_key(file):
    """The Ed25519 key a desk signs with; returns its public half in hex."""
    run("openssl", "genpkey", "-algorithm", "ed25519", "-out", file)
    file.chmod(0o600)
    public = subprocess.run(["openssl", "pkey", "-in", str(file), "-pubout", "-outform", "DER"], check=True,
                            capture_output=True).stdout
    return public[-32:].hex()  # what comes before is the name of the algorithm (RFC 8410 section 4)


def write_manifest(file, recipients, receipt_key, desk_key, notices_folder):
    today = datetime.date.today()
    manifest = {
        "version": 1, "previous": None, "issued": today.isoformat(),
        "expires": (today + datetime.timedelta(days=365)).isoformat(), "minimum_recipients": 2,
        "recipients": [{"id": name, "age_recipient": recipients[name], "role": role,
                        "not_before": (today - datetime.timedelta(days=1)).isoformat(),
                        "not_after": (today + datetime.timedelta(days=400)).isoformat()}
                       for name, role in RECIPIENTS],
        "revoked": [], "receipt_keys": [receipt_key], "desk_keys": [desk_key],
        "hotlines": [{"id": name, "number": number} for name, number in HOTLINES],
        "notices": [json.loads(path.read_text()) for path in sorted(pathlib.Path(notices_folder).glob("*.json"))],
    }
    file.write_text(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")


def add_kiosk(file, kiosk_id, public_key):
    """Writes the list of terminals anew with one more, as its next version."""
    known = json.loads(file.read_text()) if file.exists() else {"version": 0, "kiosks": []}
    known["version"] += 1
    known["kiosks"].append({"id": kiosk_id, "ed25519": public_key, "centre": "demonstration", "state": "active"})
    file.write_text(json.dumps(known, indent=1) + "\n")
