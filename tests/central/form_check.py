#!/usr/bin/python3
"""`referral-desk form check` on the forms of this repository, which are good, and on forms that are
broken in one way each: the path of the fault, the exit code, and that all faults are told at once.

usage: form_check.py REFERRAL-DESK
"""
import json
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
FHIR = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
CHOICE = {"linkId": "c", "type": "choice", "answerOption": [{"valueCoding": {"system": "urn:s", "code": "x"}}]}
YES = {"linkId": "b", "type": "boolean"}


def when(question, operator="=", **answer):
    return {"question": question, "operator": operator, **(answer or {"answerBoolean": True})}


def text(**members):
    return {"linkId": "a", "type": "text", **members}


def extension(name, **value):
    return {"extension": [{"url": name, **value}]}


# What is broken: the items, and what each line has to begin with after the file's name.
BROKEN = {
    "an unknown type": ([text(type="telepathy")], ["item[0].type (linkId 'a'): unknown item type"]),
    "a type that is not asked": ([text(type="quantity")], ["item[0].type (linkId 'a'): questions of type 'quantity'"]),
    "the same linkId twice": ([YES, {**CHOICE, "linkId": "b"}], ["item[1] (linkId 'b'): the linkId 'b' stands"]),
    "a condition on nothing": ([text(enableWhen=[when("x")])],
                               ["item[0].enableWhen[0] (linkId 'a'): names the item 'x'"]),
    "a condition of another type": ([CHOICE, text(enableWhen=[when("c")])],
                                    ["item[1].enableWhen[0] (linkId 'a'): compares with a value of another type"]),
    "a condition on no option": ([CHOICE, text(enableWhen=[when("c", answerCoding={"code": "y"})])],
                                 ["item[1].enableWhen[0] (linkId 'a'): compares with an option"]),
    "two answers in a condition": ([YES, text(enableWhen=[when("b", answerBoolean=True, answerString="x")])],
                                   ["item[1].enableWhen[0] (linkId 'a'): has both"]),
    "a circle": ([{**YES, "enableWhen": [when("b")]}], ["item[0] (linkId 'b'): its conditions lead back"]),
    "all or any": ([YES, text(enableWhen=[when("b"), when("b", "!=")])], ["item[1] (linkId 'a'): several enableWhen"]),
    "a computed question": ([text(**extension(SDC + "enableWhenExpression"))],
                            ["item[0] (linkId 'a'): the extension"]),
    "a rule about the words": ([text(**extension(FHIR + "regex", valueString="[0-9]+"))],
                               ["item[0] (linkId 'a'): the extension"]),
    "a least length": ([text(**extension(FHIR + "minLength", valueInteger=10))],
                       ["item[0].extension[0] (linkId 'a'): a least length"]),
    "an item only to be looked at": ([text(**extension(FHIR + "questionnaire-usageMode", valueCode="display"))],
                                     ["item[0].extension[0] (linkId 'a'): an item that is shown"]),
    "no answers at all": ([text(repeats=True, **extension(FHIR + "questionnaire-maxOccurs", valueInteger=0))],
                          ["item[0].extension[0] (linkId 'a'): must be at least 1"]),
    "limits the wrong way round": (
        [{"linkId": "n", "type": "integer", "extension": [{"url": FHIR + "minValue", "valueInteger": 9},
                                                          {"url": FHIR + "maxValue", "valueInteger": 3}]}],
        ["item[0] (linkId 'n'): minValue is above maxValue"]),
    "a misspelt member": ([text(enablewhen=[])], ["item[0].enablewhen (linkId 'a'): not a member"]),
    "an option twice": ([{**CHOICE, "answerOption": CHOICE["answerOption"] * 2}],
                        ["item[0].answerOption[1] (linkId 'c'): this option is listed twice"]),
    "a code that FHIR refuses": ([{**CHOICE, "answerOption": [{"valueCoding": {"code": "x "}}]}],
                                 ["item[0].answerOption[0].valueCoding.code (linkId 'c'): white space"]),
    "questions below several answers": ([{**CHOICE, "repeats": True, "item": [YES]}],
                                        ["item[0].item[0] (linkId 'b'): a question below one"]),
    "initial words that do not fit": ([text(type="string", maxLength=2, initial=[{"valueString": "x" * 100}])],
                                      ["item[0].initial (linkId 'a'): longer than"]),
    "several numbers": ([YES, {"linkId": "g", "type": "group", "item": [
        YES | {"linkId": "z"}, {"linkId": "n", "type": "integer", "repeats": True}]}],
        ["item[1].item[1] (linkId 'n'): the screen takes one number"]),
    "a form that fits no record": ([{"linkId": f"q{i}", "type": "boolean"} for i in range(4000)],
                                   ["the longest possible answers"]),
    "several faults": ([text(type="telepathy"), text(type="quantity", linkId="q"), YES,
                        {"linkId": "g", "type": "group", "item": [{"type": "text"}]},
                        text(linkId="z", enableWhen=[when("nobody"), when("a"), when("b")])],
                       ["item[0].type (linkId 'a')", "item[1].type (linkId 'q')", "item[3].item[0] (linkId 'g')",
                        "item[4].enableWhen[0] (linkId 'z')", "item[4] (linkId 'z'): several enableWhen"]),
}
GOOD = {"assets/form/referral.json": ["pages:", "64 KiB", "identifying:  helper, story, you", "languages:    en"],
        "tests/intake/forms/medical_history.json": ["pages:        7", "questions:    17", "identifying:  none"],
        "tests/intake/forms/housing_application.json": ["sv (1 of 28 texts)"],
        "tests/intake/forms/vaccination_consent.json": ["pages:        5", "decision:     none"]}


class Trial:
    def __init__(self, program, folder):
        self.program, self.folder, self.failures, self.count = program, folder, [], 0

    def check(self, file):
        # No configuration and no key: an empty environment, a folder of nothing.
        done = subprocess.run([self.program, "form", "check", str(file)], cwd=self.folder, env={},
                              capture_output=True, timeout=60)
        return done.returncode, done.stdout.decode(), done.stderr.decode()

    def expect(self, what, holds, said):
        self.count += 1
        if not holds:
            self.failures.append(f"{what}; it said: {said[:600]}")

    def good(self, name, words):
        code, out, err = self.check(ROOT / name)
        self.expect(f"{name} is good", code == 0 and err == "", err + out)
        for word in words:
            self.expect(f"{name}: the summary holds {word!r}", word in out, out)

    def broken(self, what, items, beginnings):
        file = self.folder / "form.json"
        form = {"resourceType": "Questionnaire", "status": "active", "item": items}
        file.write_text(json.dumps(form))
        code, out, err = self.check(file)
        lines = err.splitlines()
        self.expect(f"{what}: exit code 2 and no summary", code == 2 and out == "", f"{code} {out}")
        self.expect(f"{what}: {len(beginnings)} faults", len(lines) == len(beginnings), err)
        for beginning in beginnings:
            whole = f"{file}: {beginning}"
            self.expect(f"{what}: {whole}", any(line.startswith(whole) for line in lines), err)

    def refused(self, what, content, reason):
        file = self.folder / "other.json"
        if content is None:
            file = self.folder / "nowhere.json"
        elif content == "folder":
            file = self.folder
        else:
            file.write_bytes(content)
        code, out, err = self.check(file)
        self.expect(f"{what}: refused", code == 2 and out == "", f"{code} {out}")
        self.expect(f"{what}: {reason}", str(file) in err and reason in err and err.count("\n") == 1, err)


def main(program):
    with tempfile.TemporaryDirectory(prefix="form-check-") as folder:
        trial = Trial(program, pathlib.Path(folder))
        for name, words in GOOD.items():
            trial.good(name, words)
        for what, (items, beginnings) in BROKEN.items():
            trial.broken(what, items, beginnings)
        trial.refused("a file that is not there", None, "cannot be read")
        trial.refused("a folder", "folder", "cannot be read")
        trial.refused("nothing", b"", "is empty")
        trial.refused("no JSON", b"{\n\n  nonsense", "line 3: not valid JSON")
        trial.refused("a list", b"[]", "not a JSON object")
        trial.refused("another resource", b'{"resourceType": "Patient"}', "resourceType: not a FHIR R4 Questionnaire")
        trial.refused("9 MiB", b" " * (9 << 20), "larger than 8 MiB")
        trial.refused("no UTF-8", b'{"resourceType": "\xff"}', "not valid JSON")
        hostile = b'{"resourceType":"Questionnaire","status":"active","item":[{"linkId":"\\u009b2J","type":"x"}]}'
        trial.refused("a linkId that commands a terminal", hostile, "\ufffd2J")
    print("\n".join(trial.failures))
    print(f"{trial.count} checks, {len(trial.failures)} failed")
    return 1 if trial.failures or trial.count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(str(pathlib.Path(sys.argv[1]).resolve())))
