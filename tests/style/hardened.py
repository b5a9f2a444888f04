#!/usr/bin/python3
"""Proves that each of the four programs, as built in each folder, forbids core dumps and new privileges before it
reads anything: its configuration is a pipe that nobody writes to, and the system says what the program may do while
it waits. A program that forbids itself nothing is judged first. (That no debugger attaches either, which the
system tells nobody else, is in host_tests.)

usage: hardened.py BIN-FOLDER...
"""
import os
import pathlib
import re
import resource
import subprocess
import sys
import tempfile
import time

PROGRAMS = {"referral-kiosk": [], "referral-outbox": [], "referral-central": [], "referral-desk": ["inbox"]}


def may_be_looked_into(pid):
    """What the process has left open to others."""
    limits = pathlib.Path(f"/proc/{pid}/limits").read_text()
    status = pathlib.Path(f"/proc/{pid}/status").read_text()
    found = []
    if not re.search(r"^Max core file size +0 +0 ", limits, re.M):
        found.append("cores may be dumped")
    if not re.search(r"^NoNewPrivs:\s+1$", status, re.M):
        found.append("new privileges may be had")
    return found


def judge(words, pipe):
    with subprocess.Popen([*words, pipe], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 20
            while True:
                try:
                    writer = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)  # there is one end once it reads the other
                    break
                except OSError:
                    if process.poll() is not None or time.monotonic() > end:
                        sys.exit(f"{words[0]} did not come to read its configuration ({process.returncode})")
                    time.sleep(0.02)
            try:
                return may_be_looked_into(process.pid)
            finally:
                os.close(writer)
        finally:
            process.kill()


def main(*folders):
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if most == 0:
        sys.exit("this shell forbids cores already: nothing can be shown")
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    failed = False
    with tempfile.TemporaryDirectory() as name:
        pipe = pathlib.Path(name) / "pipe"
        os.mkfifo(pipe)
        if len(judge(["cat"], pipe)) != 2:
            sys.exit("a program that forbids itself nothing is taken for a hardened one: the search proves nothing")
        for folder in map(pathlib.Path, folders):
            for program, words in PROGRAMS.items():
                open_to = judge([folder / program, *words, "--config"], pipe)
                print(f"{folder / program}: {', '.join(open_to) or 'hardened'}")
                failed |= bool(open_to)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
