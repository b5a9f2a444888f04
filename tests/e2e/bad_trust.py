#!/usr/bin/python3
"""The same [trust] table in all four configurations: what one program refuses all refuse, with the same words.

usage: bad_trust.py BIN-FOLDER
"""
import re
import sys

from programs import run_test

KEY = r'"RW[^"]+"'


def roots(change):
    def damage(text):
        return re.sub(r"(?m)^roots = \[(.*)\]$", lambda found: f"roots = [{change(re.findall(KEY, found[1]))}]", text)
    return damage


def line(name, new):
    return lambda text: re.sub(rf"(?m)^{name} = .*\n", new, text)


def enrolment(change):
    def damage(text):
        return re.sub(r"(?m)^enrolment = \[(.*)\]$", lambda found: f"enrolment = [{change(found[1])}]", text)
    return damage


ALL = {
    "the same root twice": (roots(lambda keys: ", ".join([keys[0], keys[0]])), "`trust.roots` names the same key twice"),
    "the same root again at the end": (roots(lambda keys: ", ".join([*keys, keys[0]])),
                                       "`trust.roots` names the same key twice"),
    "no root": (roots(lambda keys: ""), "`trust.roots` names no key"),
    "a root that is none": (roots(lambda keys: keys[0] + ', "RWQ"'),
                            "`trust.roots` expected minisign public keys (the second line of a .pub file)"),
    "roots left out": (line("roots", ""), "`trust.roots` is missing: expected a list of texts"),
    "a threshold of 0": (line("threshold", "threshold = 0\n"), "`trust.threshold` must be a whole number from 1 to 3"),
    "a threshold above the roots": (line("threshold", "threshold = 4\n"),
                                    "`trust.threshold` must be a whole number from 1 to 3"),
    "a threshold left out": (line("threshold", ""), "`trust.threshold` is missing: expected a whole number from 1 to 3"),
    "a floor of 0": (line("manifest_floor", "manifest_floor = 0\n"),
                     "`trust.manifest_floor` must be a whole number from 1 to 9223372036854775807"),
    "a floor left out": (line("manifest_floor", ""),
                         "`trust.manifest_floor` is missing: expected a whole number from 1 to 9223372036854775807"),
    "a key nobody knows": (line("threshold", "threshold = 2\nthreshhold = 2\n"),
                           "`threshhold` is not a key this program knows"),
}
# The terminal's screen sees no list of terminals.
ENROLMENT = {
    "the same key twice": (enrolment(lambda key: f"{key}, {key}"), "`trust.enrolment` names the same key twice"),
    "no key": (enrolment(lambda key: ""), "`trust.enrolment` names no key"),
    "enrolment left out": (line("enrolment", ""), "`trust.enrolment` is missing: expected a list of texts"),
    "a threshold above the keys": (line("enrolment_threshold", "enrolment_threshold = 2\n"),
                                   "`trust.enrolment_threshold` must be a whole number from 1 to 1"),
    "its threshold left out": (line("enrolment_threshold", ""),
                               "`trust.enrolment_threshold` is missing: expected a whole number from 1 to 1"),
}


def refused(programs, program, what, damage, reason):
    config = programs.configs[program]
    good = config.read_text()
    config.write_text(damage(good))
    try:
        assert config.read_text() != good, f"{what}: nothing was changed"
        runs = {"--check-config": programs.check(program)}
        if program == "desk":
            runs["inbox"] = programs.run("desk", "inbox", "--config", config)
        else:
            runs["a start"] = programs.start(program)
        if program == "outbox":  # it makes keys: they must not be enrolled where no list can ever be taken
            runs["init"] = programs.run("outbox", "init", "--config", config)
        if program == "central":
            runs["init"] = programs.run("central", "init", "--config", config)
    finally:
        config.write_text(good)
    expected = re.compile(re.escape(f"referral-{program}: {config}:") + r"\d+: " + re.escape(reason) + "\n")
    return [f"{program}, {what}, {how}: exit code {done.code}; it said: {done.said.strip()[:300]}"
            for how, done in runs.items() if done.code != 2 or not expected.fullmatch(done.said)]


def body(programs):
    failures, count = [], 0
    for program in programs.configs:
        rows = {**ALL, **{f"enrolment: {what}": row for what, row in ENROLMENT.items() if program != "kiosk"}}
        for what, (damage, reason) in rows.items():
            failures += refused(programs, program, what, damage, reason)
            count += 1
    return failures, count


if __name__ == "__main__":
    sys.exit(run_test(body, "[trust] tables were refused by all programs alike"))
