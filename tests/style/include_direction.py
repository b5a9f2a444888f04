#!/usr/bin/python3
"""Fails on any #include that goes against the layers.

The table is the architecture: for each place in the tree, which of our places and which foreign
libraries its files may include. The longest matching place wins. Standard and system headers are
free. It reads source text only; it does not build.
"""
import pathlib
import re
import sys

# place: (our places it may include, foreign headers it may include)
ALLOWED = {
    "crypto/secret": (["crypto/check"], ["sodium.h"]),
    "crypto/check": ([], []),
    "crypto/open": (["crypto"], ["sodium.h"]),
    "crypto": (["crypto/age", "crypto/secret", "crypto/check", "crypto"], ["sodium.h", "nlohmann/"]),
    "i18n/icu": ([], ["unicode/"]),
    "i18n": (["i18n", "crypto/secret", "crypto/check"], ["hb", "ft2build.h", "freetype/", "FT_", "xkbcommon/", "thai/", "m17n.h"]),
    "kiosk/host": (["kiosk/host", "crypto/secret", "crypto/check"], ["toml++/", "openssl/"]),
    "kiosk/host/trust": (["kiosk/host", "crypto/minisign"], []),
    "kiosk/wire": (["kiosk/wire", "crypto"], []),
    "kiosk/intake": (["kiosk/intake", "i18n", "crypto/secret", "crypto/check"], ["nlohmann/"]),
    "kiosk/ui": (["kiosk/ui", "kiosk/intake", "i18n", "crypto/secret", "crypto/check"], ["imgui"]),
    "kiosk/outbox": (["kiosk/outbox", "kiosk/wire", "kiosk/host", "crypto"],
                     ["sqlite3.h", "sqlcipher/", "curl/", "nlohmann/", "CLI/", "schema_sql.h"]),
    "kiosk/window": (["kiosk", "crypto/check"], ["GLFW/", "X11/", "imgui"]),
    "kiosk": (["kiosk/ui", "kiosk/intake", "kiosk/wire", "kiosk/host", "kiosk", "i18n", "crypto"],
              ["nlohmann/", "CLI/"]),
    "central/desk": (["central/desk", "central/lists", "kiosk/intake", "kiosk/host", "i18n", "crypto"],
                     ["curl/", "CLI/", "nlohmann/"]),
    "central": (["central", "kiosk/host", "crypto"],
                ["boost/", "openssl/", "sqlite3.h", "sqlcipher/", "CLI/", "nlohmann/", "libpq-fe.h"]),
}
# Never, whatever the table says: what the missing arrows buy.
FORBIDDEN = [
    ("kiosk", "crypto/open", "the terminal and its queue cannot open what was sealed"),
    ("kiosk", "crypto/recovery", "the terminal and its queue cannot open what was sealed"),
    ("kiosk", "crypto/rewrap", "the terminal and its queue cannot open what was sealed"),
    ("kiosk/ui", "kiosk/outbox", "a screen cannot reach the queue"),
    ("kiosk/app", "kiosk/outbox", "the terminal's screen process cannot reach the queue"),
    ("central/intake", "crypto/open", "the centre holds nothing that decrypts"),
    ("central/store", "crypto/open", "the centre holds nothing that decrypts"),
]
# Each foreign library's single door.
DOORS = {"unicode/": ["i18n/icu.h"], "imgui": ["kiosk/ui/", "kiosk/window"], "GLFW/": ["kiosk/window"],
         "X11/": ["kiosk/window_x11"],
         "openssl/": ["kiosk/host/pem_file", "central/intake/"]}

INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]', re.M)
PLACES = ("crypto", "i18n", "kiosk", "central")


def place_of(path):
    matches = [place for place in ALLOWED if path == place or path.startswith((place + "/", place + "."))
               or (place in ("kiosk/window", "crypto/open", "crypto/secret", "i18n/icu") and path.startswith(place))]
    return max(matches, key=len)


def within(path, places):
    return any(path.startswith(place) for place in places)


def faults_of(path, text):
    for bracket, target in INCLUDE.findall(text):
        place = place_of(path)
        ours, foreign = ALLOWED[place]
        for source, banned, reason in FORBIDDEN:
            if path.startswith(source) and target.startswith(banned):
                yield f"{path}: includes {target}: {reason}"
        for library, doors in DOORS.items():
            if target.startswith(library) and not within(path, doors):
                yield f"{path}: includes {target}, which only {', '.join(doors)} may"
        if target.startswith(PLACES) and "/" in target:
            if not within(target, ours) and not target.startswith(place):
                yield f"{path}: includes {target}; {place} may include only {', '.join(ours) or 'nothing of ours'}"
        elif (bracket == '"' or "/" in target or target.endswith(".h")) and not is_system(target):
            if not within(target, foreign) and not any(target.startswith(l) for l in DOORS):
                yield f"{path}: includes {target}; {place} may include of others only {', '.join(foreign) or 'nothing'}"


def is_system(target):
    return target.startswith(("sys/", "linux/", "netinet/", "arpa/")) or target in (
        "unistd.h", "fcntl.h", "poll.h", "stdlib.h", "pwd.h", "grp.h", "time.h", "termios.h", "pthread.h",
        "signal.h", "netdb.h", "stdio.h", "string.h", "errno.h", "dirent.h", "malloc.h")


def check(root):
    faults, count = [], 0
    for place in PLACES:
        for file in sorted((root / place).rglob("*")):
            if file.suffix in (".h", ".cpp", ".def"):
                count += 1
                faults += faults_of(file.relative_to(root).as_posix(), file.read_text())
    return faults, count


def self_test():
    """The check must be able to fail: planted edges that have to be found."""
    planted = [("kiosk/ui/x.cpp", '#include "kiosk/outbox/queue.h"'), ("kiosk/app.cpp", '#include "crypto/open.h"'),
               ("crypto/age.cpp", "#include <unicode/ubidi.h>"), ("kiosk/intake/form.cpp", "#include <sqlite3.h>"),
               ("i18n/paragraph.cpp", '#include "kiosk/ui/theme.h"'), ("kiosk/app.cpp", "#include <imgui.h>"),
               ("kiosk/window.cpp", "#include <X11/Xlib.h>")]
    for path, text in planted:
        assert list(faults_of(path, text)), f"a planted edge was not found: {path}: {text}"


if __name__ == "__main__":
    self_test()
    found, files = check(pathlib.Path(sys.argv[1]))
    print("\n".join(found))
    print(f"{files} files, {len(found)} includes against the layers")
    sys.exit(1 if found or files == 0 else 0)
