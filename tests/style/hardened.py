#!/usr/bin/python3
"""Proves that each of the four programs, as built in each folder, forbids core dumps and new privileges before it
says anything: there is no configuration, what it has to say of that goes into a pipe that is full, and the system
tells what the program may do while it waits there. A program that forbids itself nothing is judged first. (That no
debugger attaches either, which the system tells nobody else, is in host_tests.)

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


def waits_to_write(pid):
    """Whether the process stands in a write(2) to its standard error."""
    try:
        number, *arguments = pathlib.Path(f"/proc/{pid}/syscall").read_text().split()
    except OSError:
        return False
    return number == "1" and arguments[:1] == ["0x2"]


def full_pipe():
    """Nothing more goes into it, and nobody reads it."""
    read, write = os.pipe()
    os.set_blocking(write, False)
    try:
        while True:
            os.write(write, b"x" * 4096)
    except BlockingIOError:
        os.set_blocking(write, True)
    return read, write


def judge(words, missing):
    read, write = full_pipe()
    try:
        with subprocess.Popen([*words, missing], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                              stderr=write) as process:
            try:
                end = time.monotonic() + 20
                while not waits_to_write(process.pid):
                    if process.poll() is not None or time.monotonic() > end:
                        sys.exit(f"{words[0]} did not come to say that there is no configuration")
                    time.sleep(0.02)
                return may_be_looked_into(process.pid)
            finally:
                process.kill()
    finally:
        os.close(read)
        os.close(write)


def main(*folders):
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    if most == 0:
        sys.exit("this shell forbids cores already: nothing can be shown")
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
    failed = False
    with tempfile.TemporaryDirectory() as name:
        missing = pathlib.Path(name) / "missing.toml"
        if len(judge(["cat"], missing)) != 2:
            sys.exit("a program that forbids itself nothing is taken for a hardened one: the search proves nothing")
        for folder in map(pathlib.Path, folders):
            for program, words in PROGRAMS.items():
                open_to = judge([folder / program, *words, "--config"], missing)
                print(f"{folder / program}: {', '.join(open_to) or 'hardened'}")
                failed |= bool(open_to)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
