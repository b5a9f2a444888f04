#!/usr/bin/python3
"""--check-config: one line that all is well, and nothing is made, changed or opened, also beside running programs; and
what was printed and could not be written is exit code 1, in all four programs.

usage: check_config.py BIN-FOLDER
"""
import sys

from programs import run_test, state_of


class Trial:
    def __init__(self, programs):
        self.programs, self.failures, self.count = programs, [], 0

    def expect(self, what, true, found):
        self.count += 1
        if not true:
            self.failures.append(f"{what}: {found}")

    def whole(self):
        return state_of(self.programs.folder), state_of(self.programs.deployment.socket_folder())

    def is_well(self, what, program, but=""):
        before = self.whole()
        done = self.programs.check(program)
        line = f"referral-{program}: all is well with {self.programs.configs[program]} and what it names{but}\n"
        self.expect(what, (done.code, done.out, done.said) == (0, line, ""), f"{done.code} {done.out}{done.said}")
        self.expect(f"{what}: something changed", self.whole() == before, "")


def at_rest(trial):
    for program in trial.programs.configs:
        trial.is_well(f"{program} at rest", program)
    home = trial.programs.folder
    stores = {"outbox": home / "terminal" / "outbox" / "queue.db", "central": home / "central" / "central.db"}
    for program, store in stores.items():
        journal = store.with_name(store.name + "-journal")
        journal.write_bytes(b"x")
        trial.is_well(f"{program} after a power cut", program,
                      f", but {store} was interrupted in a write, which the next start puts right")
        journal.unlink()
    lists = home / "desk" / "lists"
    lists.rename(home / "desk" / "elsewhere")
    trial.is_well("desk before its first start", "desk")
    (home / "desk" / "elsewhere").rename(lists)


def while_they_run(trial):
    """A changed configuration is checked before the service is started again."""
    deployment = trial.programs.deployment
    for program, store in (("outbox", "terminal/outbox/queue.db"), ("central", "central/central.db")):
        if program == "central":
            process = deployment.start("central", "--config", deployment.central_config)
            process.stdout.readline()
        else:
            deployment.start_outbox()
        trial.is_well(f"{program} while it runs", program,
                      f", but {deployment.folder / store} is in use and was not looked into")
        trial.expect(f"{program} ran on", deployment.stop(program) == 0, "it did not")


def refused(trial):
    programs = trial.programs
    for program in ("outbox", "central"):
        before = trial.whole()
        done = programs.run(program, "init", "--check-config", "--config", programs.configs[program])
        if program == "central":  # its options stand before its commands
            done = programs.run(program, "--check-config", "init", "--config", programs.configs[program])
        trial.expect(f"{program} init", done.code == 2 and "--check-config" in done.said, f"{done.code} {done.said}")
        trial.expect(f"{program} init changed something", trial.whole() == before, "")
    done = programs.run("desk", "--check-config", "--config", programs.configs["desk"], "inbox")
    trial.expect("desk inbox", done.code == 2 and "--check-config" in done.said, f"{done.code} {done.said}")
    done = programs.run("desk")
    trial.expect("desk without a command", done.code == 2 and "subcommand" in done.said, f"{done.code} {done.said}")
    missing = programs.folder / "nowhere.toml"
    for program in programs.configs:
        done = programs.run(program, "--check-config", "--config", missing)
        said = f"referral-{program}: {missing}: cannot be read: No such file or directory\n"
        trial.expect(f"{program} without a file", (done.code, done.said) == (2, said), f"{done.code} {done.said}")


def unheard(trial):
    """What is lost on a full disk is told: a script that asks for the version must not take nothing for it."""
    for program in trial.programs.configs:
        for words in (("--version",), ("--help",), ("--check-config", "--config", trial.programs.configs[program])):
            with open("/dev/full", "w") as full:
                done = trial.programs.run(program, *words, out=full)
            trial.expect(f"{program} {words[0]} >/dev/full",
                         done.code == 1 and done.said.count("standard output could not be written") == 1,
                         f"{done.code} {done.said}")
            done = trial.programs.run(program, *words)
            trial.expect(f"{program} {words[0]}", (done.code, done.said) == (0, "") and done.out,
                         f"{done.code} {done.said}")


def body(programs):
    trial = Trial(programs)
    at_rest(trial)
    unheard(trial)
    refused(trial)
    while_they_run(trial)
    return trial.failures, trial.count


if __name__ == "__main__":
    sys.exit(run_test(body, "checks of --check-config"))
