#!/usr/bin/python3
"""The gallery's ways come to every page of the form between them, and name none that is not there: told from
the form alone, without a window. That every page was really pictured the gallery itself says.

usage: gallery_ways.py
"""
import json
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))
sys.dont_write_bytecode = True

from demonstration import gallery, ways  # noqa: E402
from demonstration.journey import SKIP, Find  # noqa: E402
from demonstration.services import LANGUAGES  # noqa: E402

FORM = json.loads((ROOT / "assets" / "form" / "referral.json").read_text())["item"]


def values_of(answers):
    """link id -> what was answered there, as the form's conditions compare it."""
    return {link_id: [one.code if isinstance(one, Find) else one
                      for one in (answer if isinstance(answer, list) else [answer])]
            for link_id, answer in answers.items() if "." not in link_id and "#" not in link_id}


def holds(condition, given):
    wanted = next(value for key, value in condition.items() if key.startswith("answer"))
    wanted = wanted["code"] if isinstance(wanted, dict) else wanted
    found = given.get(condition["question"], [])
    match condition["operator"]:
        case "exists":
            return bool(found) == wanted
        case "=":
            return wanted in found
        case "!=":
            return wanted not in found
        case ">":
            return any(int(one) > int(wanted) for one in found)
    raise AssertionError(f"the test does not know {condition['operator']}")


def pages_on(way, form):
    """The pages a person comes to who gives the way's answers; what she is not asked she does not answer."""
    answers, given, seen = dict(way.pages), {}, []
    for page in form:
        conditions = [holds(condition, given) for condition in page.get("enableWhen", [])]
        if conditions and not (any if page.get("enableBehavior") == "any" else all)(conditions):
            continue
        seen.append(page["linkId"])
        if answers.get(page["linkId"], SKIP) != SKIP:
            given |= values_of(answers[page["linkId"]])
    return seen


def never_seen(all_ways, form):
    seen = {page for way in all_ways for page in pages_on(way, form)}
    return [page["linkId"] for page in form if page["linkId"] not in seen]


def link_ids(items):
    return {found for item in items for found in {item["linkId"]} | link_ids(item.get("item", []))}


for language in LANGUAGES:
    assert language in ways.WORDS, f"nothing is there to type in {language}"
    every = [way(language) for way in ways.ALL]
    assert not (lost := never_seen(every, FORM)), f"no way comes to: {', '.join(lost)}"
    for way in (*every, ways.short(language)):
        named = {page for page, _ in way.pages}
        assert not (idle := named - set(pages_on(way, FORM))), f"{way.name} answers what it is not asked: {idle}"
        answered = {link_id for _, answers in way.pages for link_id in values_of(answers)}
        assert not (unknown := answered - link_ids(FORM)), f"{way.name} answers what no form asks: {unknown}"

# It can fail: without one of the ways, and with a page that none of them opens.
every = [way("en") for way in ways.ALL]
assert "child_school" in never_seen([way for way in every if way.name != "child"], FORM)
assert "helper_safe" in never_seen([way for way in every if way.name != "helped"], FORM)
new = {"linkId": "new", "enableWhen": [{"question": "gender", "operator": "=", "answerCoding": {"code": "man"}}]}
assert never_seen(every, [*FORM, new]) == ["new"]
taken = {"en": [("new", "", 1)], "fi": [("new", "largest", 1)]}
assert gallery.missing(["new"], taken) == ["never pictured in fi: new"], "a page in another look counts for the page"
print(f"{len(FORM)} pages, every one on a way")
