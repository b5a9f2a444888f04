#!/usr/bin/python3
"""Fails on files that have grown past what one reader takes in at a sitting."""
import pathlib
import sys

LIMITS = [("tests/", 600), ("kiosk/ui/", 300), ("", 400)]
HEADER = 130


def limit_of(path):
    if path.endswith(".h") and not path.startswith("tests/"):
        return HEADER
    return next(limit for prefix, limit in LIMITS if path.startswith(prefix))


def main(root):
    long_files, count = [], 0
    for top in ("crypto", "i18n", "kiosk", "central", "tests"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".cpp", ".h"):
                count += 1
                path = file.relative_to(root).as_posix()
                lines = file.read_text().count("\n")
                if lines > limit_of(path):
                    long_files.append(f"{path}: {lines} lines, at most {limit_of(path)}")
    print("\n".join(long_files))
    print(f"{count} files, {len(long_files)} too long")
    return 1 if long_files or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
