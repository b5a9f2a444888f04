#!/usr/bin/python3
"""Proves with `nm` that the two programs on the terminal hold no code that opens what they sealed,
and that the caseworker's program, where that code has to be, does (or the search proves nothing).
Forbidden are the names below and, so that no new file is forgotten, all that the library for opening
(crypto/libcrypto_open.a, beside BIN-FOLDER) gives to others.

usage: no_opening_code.py BIN-FOLDER
"""
import pathlib
import re
import subprocess
import sys

OPENING = [r"crypto_kem_(?:\w+_)?dec\b", r"crypto_kem_xwing_dec", r"crypto_kem_mlkem768_dec",
           r"crypto::open_age", r"crypto::HybridIdentity", r"crypto::X25519Identity", r"crypto::parse_identities",
           r"crypto_pwhash_scryptsalsa208sha256_ll", r"crypto_aead_chacha20poly1305_ietf_decrypt",
           r"crypto::open_header\b", r"crypto::open_payload\b", r"crypto::ChunkOpener\b", r"crypto::decrypt\b",
           r"crypto::passphrase_key\b", r"crypto::rewrap\b", r"crypto::rewrap_header\b", r"crypto::split_identity\b",
           r"crypto::parse_share\b", r"crypto::combine_shares\b", r"crypto::split_secret\b", r"crypto::value_at\b"]
WITHOUT = ["referral-kiosk", "referral-outbox"]
WITH = "referral-desk"


def symbols(program):
    text = subprocess.run(["nm", "-C", "--defined-only", program], check=True, capture_output=True, text=True).stdout
    found = [line.split(maxsplit=2)[2] for line in text.splitlines() if len(line.split(maxsplit=2)) == 3]
    if len(found) < 100:
        sys.exit(f"{program}: no symbol table to judge by ({len(found)} symbols)")
    return found


def given_by(library):
    """The functions an archive defines for others; its inline ones, which anybody may hold, are weak."""
    text = subprocess.run(["nm", "-C", "--defined-only", library], check=True, capture_output=True, text=True).stdout
    return {name for name in re.findall(r"^\w+ T (.+)$", text, re.M)}


def main(folder):
    desk = symbols(folder / WITH)
    library = given_by(folder.parent / "crypto" / "libcrypto_open.a")
    if len(library) < 20 or len(library & set(desk)) < 20:
        sys.exit(f"libcrypto_open.a: {len(library)} functions, {len(library & set(desk))} of them in {WITH}: "
                 "the search proves nothing")
    for pattern in OPENING:
        if not any(re.search(pattern, name) for name in desk):
            sys.exit(f"{WITH}: {pattern} was not found where it has to be: the search proves nothing")
    failed = False
    for program in WITHOUT:
        names = symbols(folder / program)
        hits = sorted({name for name in names for pattern in OPENING if re.search(pattern, name)} | library & set(names))
        print(f"{program}: {len(names)} symbols, {len(hits)} that open")
        for hit in hits:
            print(f"  {hit}")
        failed = failed or bool(hits)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
