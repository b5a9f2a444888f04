"""Two pages in every language the terminal has, each language on one sheet: a question with its answers and the
review. One terminal goes to the page once; then only the language is changed, as a person would change it. What the
pages say in full is the gallery's own work (gallery.py)."""
import pathlib
import subprocess
import tempfile

from demonstration import ways
from demonstration.screen import Display, Screen
from demonstration.services import Deployment, all_languages

QUESTION = "control"


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
        way.at = {QUESTION: lambda shown, _page, _answers: self.in_all(shown, "question")}
        way.play(screen)
        self.in_all(screen, "review")

    def in_all(self, screen, name):
        """The page that shows, in every language; then in English again."""
        for language in [*self.languages, "en"]:
            screen.press("language")
            screen.press(f"language.{language}")
            screen.to_first_part()
            screen.save(self.picture(language, name))

    def picture(self, language, name):
        return self.pictures / f"{language}-{name}.png"

    def write_sheet(self, language):
        parts = [self.picture(language, name) for name in ("question", "review")]
        subprocess.run(["gm", "convert", *map(str, parts), "+append", "-resize", "50%",
                        str(self.out / f"{language}.png")], check=True)


def make(programs, out):
    """The sheets of all languages below `out`; returns the languages."""
    with tempfile.TemporaryDirectory(prefix="languages-") as run:
        return EveryLanguage(programs, pathlib.Path(run), out).make()
