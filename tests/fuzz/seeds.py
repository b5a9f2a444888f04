#!/usr/bin/python3
"""Writes what the fuzzers begin with: every line of tests/i18n/corpus as a text to show and as the text of a field,
and for the parsers what tests/vectors holds.

usage: seeds.py FOLDER (below it one for each fuzzer: paragraph_fuzz, ...)
"""
import base64
import hashlib
import json
import pathlib
import struct
import sys

CORPUS = pathlib.Path(__file__).resolve().parents[1] / "i18n" / "corpus"
VECTORS = CORPUS.parents[1] / "vectors"
PIECES = 1  # the bit of paragraph_fuzz.cpp that says that numbers of pieces follow


def paragraphs(lines):
    for number, line in enumerate(lines):
        yield bytes([number % 16, 72, (20, 60, 120, 255)[number % 4], number % 8 * 2 & 0xFE]) + line[:90]
    for first in range(0, 160, 10):
        yield bytes([first // 10, 72, 60, PIECES]) + bytes(range(first, first + 10))


def fields(lines):
    keys = bytes(value for kind in range(64) for value in (kind, kind * 7 % 256, kind * 3))
    for number, line in enumerate(lines):
        text = line[:40].decode(errors="ignore").encode()
        yield bytes([6 + number % 2, number % 16, 60 + number % 100, len(text)]) + text + keys[number % 8 * 3:][:54]


def vectors(name):
    return json.loads((VECTORS / f"{name}.json").read_text())


def changed(data, changes):
    data = bytearray(data)
    for change in changes:
        if "keep" in change:
            del data[change["keep"]:]
        elif "append" in change:
            data += bytes.fromhex(change["append"])
        else:
            data[change["at"]] ^= int(change["xor"], 16)
    return bytes(data)


def armored(data):
    text = base64.b64encode(data).decode()
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN AGE ENCRYPTED FILE-----", *lines, "-----END AGE ENCRYPTED FILE-----", ""]).encode()


def sealed():
    """The small files: what is behind a header matters to no parser."""
    for file in sorted((VECTORS / "age").glob("*.age")):
        yield file.read_bytes()
    file = vectors("sealed")
    yield base64.b64decode(file["files"]["referral"])[:14000]
    for case in file["cases"]:
        if case["file"] == "small":
            yield changed(base64.b64decode(file["files"]["small"]), case["changes"])


def keys():
    yield from (text.encode() for text in vectors("sealed")["identities"].values())
    manifest = json.loads(vectors("manifest")["lists"]["five"])
    yield from (entry["age_recipient"].encode() for entry in manifest["recipients"])
    yield b"# a file\r\n" + "\n".join(vectors("sealed")["identities"].values()).encode()
    for data in (b"", b"a", bytes(32), bytes(range(250, 256))):
        yield data.hex().encode()
        yield base64.b64encode(data)
        yield base64.urlsafe_b64encode(data).rstrip(b"=")
    yield b"AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX\n"  # the specification's


def envelopes():
    file = vectors("envelope")
    for case in file["cases"]:
        yield changed(base64.b64decode(file["envelope"]), case["changes"])
    came = base64.b64decode(file["envelope"])  # as a desk keeps it that has wrapped its file key anew: FORMAT.md 3.1
    length = int.from_bytes(came[128:132], "big")
    header = came[136:136 + length]
    kept = b"RKWRP\0\0\1" + came[:136] + hashlib.sha256(header).digest() + length.to_bytes(4, "big") + came[136:]
    yield from (kept, kept[:200], kept[:-1], kept + b"x", kept[:176] + bytes(4) + kept[180:],
                kept[:8] + bytes(136) + kept[144:])
    file = vectors("kept")
    for case in file["cases"]:
        if not any("grow" in change for change in case["changes"]):
            yield changed(base64.b64decode(file["files"][case["file"]]), case["changes"])


LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"


def with_another_x25519_half(recipient, byte):
    """Another key that is a key: the last 32 bytes of the 1216 are the X25519 half, and almost any will do."""
    prefix = "age1pq"
    bits = "".join(f"{LETTERS.index(letter):05b}" for letter in recipient[len(prefix) + 1:-6])
    key = int(bits[:1216 * 8], 2).to_bytes(1216, "big")[:-1] + bytes([byte])
    bits = f"{int.from_bytes(key, 'big'):0{1216 * 8}b}" + "00"
    values = [int(bits[at:at + 5], 2) for at in range(0, len(bits), 5)]
    state = 1
    for value in [ord(c) >> 5 for c in prefix] + [0] + [ord(c) & 31 for c in prefix] + values + [0] * 6:
        top, state = state >> 25, (state & 0x1FFFFFF) << 5 ^ value
        for bit, term in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            state ^= term if top >> bit & 1 else 0
    values += [(state ^ 1) >> 5 * (5 - i) & 31 for i in range(6)]
    return prefix + "1" + "".join(LETTERS[value] for value in values)


def places(value, path=()):
    """Every place in a JSON value, as the keys that lead there."""
    entries = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in entries:
        yield (*path, key)
        yield from places(inner, (*path, key))


def broken(document):
    """The document with one value missing, of another type, empty, too large or twice, in each of its places."""
    for *path, key in places(document):
        for change in ("missing", "twice", None, "", [], {}, -1, 2**53, "\u202ex"):
            copy = json.loads(json.dumps(document))
            inner = copy
            for step in path:
                inner = inner[step]
            if change == "missing":
                del inner[key]
            elif change == "twice" and isinstance(inner, list):
                inner.append(inner[key])
            else:
                inner[key] = change
            yield json.dumps(copy).encode()


def manifests():
    """And one with every member there can be, and with more keys than are sealed to on any one day."""
    lists = vectors("manifest")["lists"]
    yield from (text.encode() for text in lists.values())
    whole = json.loads(lists["five"])
    keys = whole["recipients"]
    whole["desk_keys"] = whole["receipt_keys"]
    for notice in whole["notices"]:
        notice["pages"] = [{**page, "told": ["rights", "own_words"]} for page in notice["pages"]]
    yield from broken(whole)

    def other(number, entry, **members):
        key = with_another_x25519_half(entry["age_recipient"], number)
        return {**entry, "id": f"other{number}", "age_recipient": key, **members}

    for notice in whole["notices"]:
        notice["pages"] = [{**page, "told": ["a"] * 9} for page in notice["pages"]]
    yield json.dumps(whole).encode()
    for notice in whole["notices"]:
        notice["pages"] = [{**page, "told": ["A"]} for page in notice["pages"]]
    yield json.dumps(whole).encode()
    many = json.loads(lists["five"])
    for years, revoked in ((range(2000, 2012), ["other3", "other11"]), ([2026] * 9, [])):
        many["recipients"] = keys + [
            other(number, keys[0], not_before=f"{year}-01-01", not_after=f"{year}-12-31",
                  role=("archive", "caseworker")[number % 2]) for number, year in enumerate(years)]
        many["revoked"] = revoked
        yield json.dumps(many).encode()


def minisign():
    file = vectors("kiosk_list")
    yield from (root.encode() for root in file["roots"])
    for case in file["cases"]:
        yield from (text.encode() for text in case["signatures"])


def lists_bodies():
    """As central/lists/lists_body.cpp writes it, without most of a manifest."""
    def signed(name):
        file = vectors(name)
        case = file["cases"][0]
        data = base64.b64encode(file["lists"][case["list"]].encode()[:300]).decode()
        return {"bytes": data, "signatures": case["signatures"]}
    body = {"manifest": signed("manifest"), "kiosks": signed("kiosk_list")}
    yield json.dumps(body).encode()
    yield json.dumps({"kiosks": {"signatures": [], "bytes": ""}, "manifest": {"bytes": "AA==", "signatures": ["😀"]},
                      "more": [1, None]}, ensure_ascii=False).encode()
    yield from broken(body)
    for old, new in ((b"untrusted", b"\xc3"), (b"untrusted", rb"\ud83d"), (b"untrusted", rb"\u0000"), (b"}", b"]"),
                     (b"=", b""), (b"{", b"\xef\xbb\xbf{")):
        yield json.dumps(body).encode().replace(old, new, 1)
    yield from (b"", b"[]", b"{}", b"{" * 300, b"[" * 300)


def share_bytes(text):
    """The 67 bytes between a share's version and its hash, if the lines are whole; their checks are not looked at."""
    lines = [line[3:].replace(" ", "") for line in text.lower().splitlines() if len(line) == 38]
    if len(lines) != 5 or not set("".join(lines)) <= set(LETTERS):
        return b""
    bits = "".join(f"{LETTERS.index(letter):05b}" for line in lines for letter in line[:24])
    return int(bits, 2).to_bytes(75, "big")[1:68]


def shares():
    """Every text, and what each case combines, as texts and as bytes."""
    file = vectors("recovery")
    yield from (text.encode() for text in file["shares"].values())
    for case in file["cases"]:
        texts = [file["shares"][name] for name in case["shares"]]
        yield "\0".join(texts).encode()
        yield b"".join(share_bytes(text) for text in texts)


def messages():
    """As kiosk/wire/message.cpp writes them."""
    def counted(data):
        return struct.pack(">I", len(data)) + data
    yield b"\x01\x01"
    yield b"\x01\x02" + bytes(range(48)) + struct.pack(">I", 4711)
    yield b"\x01\x03"
    yield b"\x01\x81" + bytes(16) + b"\x01" + counted(b'{"version":1}') + struct.pack(">I", 2) + counted(b"a") + counted(b"")
    yield b"\x01\x82" + bytes(32)
    yield from (bytes([1, 0x83, reason]) for reason in range(7))
    for day in (b"", b"2026-11-24", b"2026-02-29"):
        yield b"\x01\x84\x02\x01" + counted(day)


def extended(name, kind, value):
    return {"url": f"urn:referral-kiosk:{name}", f"value{kind}": value}


def record(items, kind="referral", letters=True, **more):
    """As kiosk/intake/record_write.cpp writes it, without most of the padding."""
    notice = {"url": "urn:referral-kiosk:notice", "extension": [
        {"url": "id", "valueString": "n1"}, {"url": "version", "valueInteger": 3}, {"url": "pages", "valueInteger": 2},
        {"url": "language", "valueCode": "ar"}, {"url": "told", "valueCode": "who_reads"}, {"url": "told"}]}
    return (json.dumps({
        "resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": "urn:x:form|1.2",
        "identifier": {"system": "urn:referral-kiosk:submission", "value": "01" * 16}, "authored": "2026-11-23",
        "extension": [extended("record-version", "Integer", 1), extended("kind", "Code", kind),
                      extended("kiosk", "String", "2a" * 16), extended("manifest", "String", "ff" * 32),
                      extended("form-sha256", "String", "10" * 32), extended("language", "Code", "fi"),
                      extended("language", "Code", "ar"), notice, extended("decision", "Code", "refer_me"),
                      extended("filler", "Code", "self"), extended("code", "String", "123456789012")],
        "item": items, **more}, separators=(",", ":"), ensure_ascii=not letters) + " \t\r\n ").encode()


def answers():
    yield from ({"valueString": 'سطر\n"\\/\b\f\r\t\x00\x9b\u202e😀'}, {"valueInteger": -7}, {"valueOther": 1})
    yield from ({"valueBoolean": value} for value in (True, False, None))
    yield from ({"valueDate": date} for date in ("1990", "1990-05-17", "1991-02-29"))
    yield from ({"valueCoding": {"system": "urn:m", "code": "a", "display": "A"}}, {"valueCoding": {}})
    for said, date in (("--05-17", None), ("persian/1370-01-01", "1991-03-21"), ("ethiopic/--13-05", None),
                       ("buddhist/2534", "1991"), ("persian/1370-01", "1991")):
        name = "date-said" if "/" in said else "date-parts"
        parts = {"_valueDate": {"extension": [extended(name, "String", said)]}}
        yield {**parts, "valueDate": date} if date else parts


def nested(depth):
    item = {"linkId": "q"}
    for _ in range(depth):
        item = {"linkId": "g", "item": [item]}
    return item


def records():
    absent = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    entered = [extended("entered", "Code", "helper/fi")]
    for number, value in enumerate(answers()):
        below = {"item": [{"linkId": "below", "answer": [value]}]}
        yield record([{"linkId": "q", "extension": entered, "answer": [value, below]}], letters=number % 2)
    yield record([{"linkId": "g", "item": [{"linkId": "q"}, {"linkId": "h", "item": []}]}], kind="test", letters=False)
    for reason in ("asked-declined", "asked-unknown", "other"):
        skipped = {"linkId": "q", "extension": [{"url": absent, "valueCode": reason}]}
        yield record([skipped], kind="withdrawal")
        yield record([{**skipped, "answer": [{"valueBoolean": True}]}])
    for items in ([{"linkId": "q", "answer": {}}, 1], [{"linkId": "q", "answer": [1]}], {}, [{"linkId": ""}], [nested(12)]):
        yield record(items, kind="cover", number=[0, -1.5e-3, 2E+7, 1.25, None])
    good = record([{"linkId": "q"}])
    for old, new in ((b"Response", b"Request"), (b'Integer":1}', b'Integer":2}'), (b"record-version", b"record"),
                     (b":kind", b":kinds"), (b"01" * 16, b"0G" * 16), (b"2a" * 16, b"2a" * 15), (b":submission", b":sub"),
                     (b'"identifier"', b'"other"'), (b"{", b"["), (b'"authored"', b'"status"')):
        yield good.replace(old, new, 1)
    for text in (rb"\ud83d\ude00\u00e9\u07ff\u20ac\n\/", rb"\ud83d", rb"\udc00", rb"\ud83d\u0041", rb"\x", rb"\u12",
                 b"\x01", b"\xc3"):
        yield good.replace(b"n1", text, 1)
    yield from (b"", b" ", b"{", b"[1,", b'{"a" 1}', b'{"a":1,}', b"tru", b"-", b"1.", b"1e", b'"a', b"[" * 200)


def parsers():
    yield "age_header_fuzz", sealed()
    yield "armor_fuzz", [text for file in sealed() for text in (armored(file[:500]), file[:100])] + [
        b"\r\n" + armored(bytes(96)).replace(b"\n", b"\r\n"), armored(b""), armored(bytes(48))[:-10]]
    yield "bech32_fuzz", keys()
    yield "envelope_fuzz", envelopes()
    lists = list(vectors("kiosk_list")["lists"].values())
    yield "kiosk_list_fuzz", [*(text.encode() for text in lists), *broken(json.loads(lists[0]))]
    yield "lists_body_fuzz", lists_bodies()
    yield "manifest_fuzz", manifests()
    yield "minisign_fuzz", minisign()
    yield "receipt_fuzz", [case["note"].encode() for case in vectors("receipt")["cases"]]
    yield "record_fuzz", records()
    yield "share_fuzz", shares()
    yield "wire_fuzz", messages()


def main(folder):
    lines = [line for file in sorted(CORPUS.glob("*.txt")) for line in file.read_bytes().splitlines() if line]
    if len(lines) < 50:
        sys.exit(f"{CORPUS}: {len(lines)} lines are too few to begin with")
    for name, seeds in (("paragraph_fuzz", paragraphs(lines)), ("editor_fuzz", fields(lines)), *parsers()):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for number, seed in enumerate(seeds):
            (folder / name / f"seed-{number:03}").write_bytes(seed)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
