"""Every run of the corpus has the glyphs, clusters and advances that HarfBuzz's own hb-shape gives it.

usage: hb_shape.py PARAGRAPH-DUMP"""
import functools
import json
import pathlib
import struct
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from corpus import corpus, dump, languages  # noqa: E402

PX = 32
CONTEXT = 8  # code points; HarfBuzz looks at five
TOLERANCE = 0.01  # pixels: ours are single floats


@functools.cache
def units_per_em(font):
    path, index = font.rsplit("#", 1)
    data = pathlib.Path(path).read_bytes()
    start = struct.unpack(">I", data[12 + 4 * int(index):16 + 4 * int(index)])[0] if data[:4] == b"ttcf" else 0
    for i in range(struct.unpack(">H", data[start + 4:start + 6])[0]):
        tag, _, offset, _ = struct.unpack(">4sIII", data[start + 12 + 16 * i:start + 28 + 16 * i])
        if tag == b"head":
            return struct.unpack(">H", data[offset + 18:offset + 20])[0]
    raise ValueError(font)


def unicodes(text):
    return ",".join(f"{ord(c):04X}" for c in text)


def command(language, raw, run):
    """One line of hb-shape's batch for a run of the text `raw`, in bytes."""
    path, index = run["font"].rsplit("#", 1)
    before, here, after = raw[:run["start"]], raw[run["start"]:run["end"]], raw[run["end"]:]
    words = [path, f"--face-index={index}", "--font-size=upem", "--output-format=json", "--no-glyph-names",
             "--utf8-clusters", "--cluster-level=1", f"--direction={'rtl' if run['level'] % 2 else 'ltr'}",
             f"--script={run['script']}", f"--language={language}", f"--unicodes={unicodes(here.decode())}"]
    if before:
        words.append(f"--unicodes-before={unicodes(before.decode()[-CONTEXT:])}")
    else:
        words.append("--bot")
    if after:
        words.append(f"--unicodes-after={unicodes(after.decode()[:CONTEXT])}")
    else:
        words.append("--eot")
    return ";".join(words)


def difference(run, theirs):
    """None where our run agrees with hb-shape's glyphs; else what is different."""
    ours = run["glyphs"]
    if [glyph[0] for glyph in ours] != [glyph["g"] for glyph in theirs]:
        return f"glyphs {[glyph[0] for glyph in ours]}, theirs {[glyph['g'] for glyph in theirs]}"
    if [glyph[1] - run["start"] for glyph in ours] != [glyph["cl"] for glyph in theirs]:
        return f"clusters {[glyph[1] - run['start'] for glyph in ours]}, theirs {[glyph['cl'] for glyph in theirs]}"
    scale = PX / units_per_em(run["font"])
    for mine, other in zip(ours, theirs):
        if abs(mine[4] - other["ax"] * scale) > TOLERANCE:
            return f"advance {mine[4]} px, theirs {other['ax'] * scale} px"
    return None


def main(program):
    texts = corpus()
    answers = dump(program, [{"text": text.text, "locale": text.language, "px": PX} for text in texts])
    runs, commands = [], []
    for text, answer in zip(texts, answers):
        raw = text.text.encode()
        for line in answer["lines"]:
            for run in line["runs"]:
                runs.append((text, run))
                commands.append(command(text.language, raw, run))
    batch = subprocess.run(["hb-shape", "--batch"], input="\n".join(commands) + "\n", capture_output=True, text=True,
                           encoding="utf-8", check=True).stdout.splitlines()
    if len(batch) != len(runs) or len(runs) < 1000:
        raise SystemExit(f"{len(runs)} runs, {len(batch)} answers of hb-shape")
    different = 0
    for (text, run), line in zip(runs, batch):
        found = difference(run, json.loads(line))
        if found:
            different += 1
            print(f"{text.language} {text.where}, bytes {run['start']} to {run['end']}: {found}")
    print(f"{len(runs)} runs of {len(texts)} texts in {len(languages())} languages, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
