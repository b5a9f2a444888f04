"""Three pages in every language the terminal has, each language on one sheet: a question with its answers, a name that
is written on the screen's own keyboard, and the review. One terminal goes to the page once; then only the language is
changed, as a person would change it. What the pages say in full is the gallery's own work (gallery.py)."""
import pathlib
import subprocess
import tempfile

from demonstration import ways
from demonstration.screen import Display, Screen
from demonstration.services import Deployment, all_languages

QUESTION, WORDS, FIELD = "control", "you", "name"
LETTERS = 5  # written, from the middle row of the keyboard


class EveryLanguage:
    """`out`: gets TAG.png for each language."""

    def __init__(self, programs, run, out):
        self.deployment, self.out, self.pictures = Deployment(run / "terminal", programs), out, run / "pictures"
        self.languages = all_languages(self.deployment.share)

    def make(self):
        self.out.mkdir(parents=True, exist_ok=True)
        self.pictures.mkdir()
        display = None
        try:
            self.deployment.make()
            self.deployment.start_central()
            self.deployment.start_outbox()
            display = Display(1920, 1080)
            self.through_the_form(display)
        finally:
            self.deployment.stop_all()
            if display is not None:
                display.stop()
        for language in self.languages:
            self.write_sheet(language)
        return self.languages

    def through_the_form(self, display):
        socket = self.deployment.automation_socket
        self.deployment.start_kiosk(display, "--automation", socket, still=True)
        screen = Screen(display, socket)
        way = ways.short("en")
        way.pages.append((WORDS, {FIELD: "Maria"}))
        way.at = {QUESTION: lambda shown, *_: self.in_all(shown, "question"),
                  WORDS: lambda shown, *_: self.in_all(shown, "words", write)}
        way.play(screen)
        self.in_all(screen, "review")

    def in_all(self, screen, name, prepare=Screen.to_first_part):
        """The page that shows, in every language; then in English again."""
        for language in [*self.languages, "en"]:
            screen.press("language")
            screen.press(f"language.{language}")
            prepare(screen)
            screen.save(self.picture(language, name))
            if screen.find("keyboard.done") is not None:
                screen.press("keyboard.done")

    def picture(self, language, name):
        return self.pictures / f"{language}-{name}.png"

    def write_sheet(self, language):
        parts = [self.picture(language, name) for name in ("question", "words", "review")]
        subprocess.run(["gm", "convert", *map(str, parts), "+append", "-resize", "50%",
                        str(self.out / f"{language}.png")], check=True)


def write(screen):
    """A few letters, whatever they are, in place of what the field holds."""
    screen.press(FIELD)
    screen.key("ctrl+a")
    screen.key("BackSpace")
    ids = (node.id for node in screen.tree()["nodes"])
    keys = [key for key in ids if is_letter(key)]
    begin = len(keys) // 3
    for key in keys[begin:begin + LETTERS]:
        screen.press(key)
        family = [node.id for node in screen.tree()["nodes"] if node.id.startswith("keyboard.choice.")]
        if family:  # the key only shows its letters
            screen.press(family[len(family) // 2])
    if screen.find("keyboard.candidate.1") is not None:  # of what the letters spell; the row stays with the rest
        screen.press("keyboard.candidate.1")


def is_letter(node_id):
    key = node_id.removeprefix("keyboard.")
    return key != node_id and len(key) == 1 and key.isalpha()


def make(programs, out):
    """The sheets of all languages below `out`; returns the languages."""
    with tempfile.TemporaryDirectory(prefix="languages-") as run:
        return EveryLanguage(programs, pathlib.Path(run), out).make()
