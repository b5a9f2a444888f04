#!/usr/bin/env python3
"""Brings assets/codes/country.tsv and language.tsv up to date with Debian's package iso-codes.

For whoever keeps the tables, once every few years; neither the build nor a program needs it. Codes and English
names come from the package; the columns `common` and `also`, and every row that is not of kind `iso` or of the
standard, stay as they stand in the tables.  Usage: packaging/code_tables.py [FOLDER of the package's JSON]
"""
import json
import pathlib
import sys

SOURCE = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/iso-codes/json")
TABLES = pathlib.Path(__file__).resolve().parent.parent / "assets" / "codes"


def read_table(file):
    """The comment lines, the header, and the rows by their first column."""
    lines = (TABLES / file).read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    header, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return comments, header, {row[0]: dict(zip(header, row)) for row in rows}


def write_table(file, comments, header, rows):
    lines = comments + ["\t".join(header)] + ["\t".join(row.get(name, "") for name in header) for row in rows]
    (TABLES / file).write_text("\n".join(lines) + "\n", encoding="utf-8")


def standard(file, member):
    return json.loads((SOURCE / file).read_text(encoding="utf-8"))[member]


def kept(row):
    return {"common": row.get("common", ""), "also": row.get("also", "")}


def countries():
    comments, header, before = read_table("country.tsv")
    rows = [{"code": entry["alpha_2"], "alpha3": entry["alpha_3"], "kind": "iso",
             "name": entry.get("common_name", entry["name"]), **kept(before.get(entry["alpha_2"], {}))}
            for entry in standard("iso_3166-1.json", "3166-1")]
    rows += [row for row in before.values() if row["kind"] == "assigned"]
    rows.sort(key=lambda row: row["code"])
    rows += [row for row in before.values() if row["kind"] in ("own", "list")]
    write_table("country.tsv", comments, header, rows)


def languages():
    comments, header, before = read_table("language.tsv")
    rows = []
    for entry in standard("iso_639-3.json", "639-3"):
        if entry["type"] != "L" or entry["scope"] not in "IM":
            continue
        code = entry["alpha_3"]
        rows.append({"code": code, "tag": entry.get("alpha_2", code),
                     "name": entry["name"].removesuffix(" (macrolanguage)"),
                     "scope": {"I": "individual", "M": "macrolanguage"}[entry["scope"]],
                     **kept(before.get(code, {}))})
    rows.sort(key=lambda row: row["code"])
    write_table("language.tsv", comments, header, rows)


countries()
languages()
