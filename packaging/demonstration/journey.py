"""One person's way through the terminal, as data: page by page what she chooses and types. It is played
on the real screen with real X events, and compared afterwards with what the caseworker reads, answer by
answer. Which way, and in which language, stands where it is used."""
from dataclasses import dataclass, field

SKIP = "skip"
PRESS = "press"


@dataclass(frozen=True)
class Find:
    """A choice out of a long list, found by typing."""
    code: str
    typed: str


@dataclass
class Journey:
    """`pages` in the form's order: (page, {link id: answer} or SKIP). An answer is a list of codes, True or
    False, a text, a dictionary of typed parts (a date), a list of Find, or PRESS for a button that is no
    answer; a list of pairs in place of the dictionary where one button is pressed twice. Further instances of
    a repeating group are "linkid#2". `at` is called on a page before Next."""
    language: str
    pages: list
    at: dict = field(default_factory=dict)

    def play(self, screen):
        """From the start screen to the review."""
        self.begin(screen)
        for page, answers in self.pages:
            self.answer(screen, page, answers)
        screen.wait_for("review")

    def begin(self, screen):
        """From the start screen to the first page of the form."""
        screen.wait_for("start", 60)
        screen.picture("start")
        screen.press(f"language.{self.language}")
        screen.picture(f"start-{self.language}")
        self.enter(screen)

    def enter(self, screen):
        """From the start screen in her language to the first page of the form."""
        screen.press("start.begin")
        screen.wait_for("surroundings")
        screen.picture("surroundings")
        screen.press("surroundings.alone")
        number = 0
        while screen.name() == "notice":
            number += 1
            screen.picture(f"notice-{number}")
            screen.press("nav.next")

    def answer(self, screen, page, answers):
        on_page(screen, page)
        if answers == SKIP:
            screen.picture(page)
            screen.press("nav.skip")
            return
        for link_id, answer in steps(answers):
            give(screen, link_id, answer)
        if page in self.at:
            self.at[page](screen, page, answers)
        screen.picture(page)
        screen.press("nav.next")

    def expected(self):
        """What the record has to say: link id -> sorted plain values, or SKIP."""
        wanted = {}
        for page, answers in self.pages:
            if answers == SKIP:
                wanted[page] = SKIP
                continue
            for link_id, answer in steps(answers):
                if answer is not PRESS:
                    wanted.setdefault(link_id.split("#")[0], []).extend(plain(answer))
        return {link_id: values if values == SKIP else sorted(values, key=str) for link_id, values in wanted.items()}

    def compare(self, record):
        """Nothing when the record says exactly what was entered, else a sentence for each difference."""
        wanted, found = self.expected(), entered(record)
        return [f"{link_id}: entered {wanted.get(link_id)!r}, the record says {found.get(link_id)!r}"
                for link_id in sorted(wanted.keys() | found.keys()) if wanted.get(link_id) != found.get(link_id)]


def steps(answers):
    return answers.items() if isinstance(answers, dict) else answers


# ---- On the screen -----------------------------------------------------------------------------------


def on_page(screen, page):
    tree = screen.tree()
    assert (tree["screen"], tree["page"]) == ("question", page), \
        f"expected {page}, found {tree['screen']} {tree['page']}"


def is_chosen(screen, node_id):
    node = screen.look_for(node_id)
    return node is not None and "chosen" in node.state


def give(screen, link_id, answer):
    if answer is PRESS:
        screen.press(link_id)
    elif isinstance(answer, bool):
        screen.press(f"{link_id}.{'yes' if answer else 'no'}")
    elif isinstance(answer, list):
        for one in answer:
            choose(screen, link_id, one)
    elif isinstance(answer, dict):
        for part, typed in answer.items():
            screen.press(f"{link_id}.{part}")
            screen.type(typed)
    else:
        screen.press(link_id)
        screen.type(str(answer), layout_of(str(answer)))
        shown = screen.node(link_id).value
        assert shown == str(answer), f"{link_id}: typed {answer!r}, the screen holds {shown!r}"


def choose(screen, link_id, one):
    if isinstance(one, Find):
        screen.press(f"{link_id}.search")
        screen.type(one.typed, layout_of(one.typed))
        one = one.code
    screen.press(f"{link_id}.{one}")
    assert is_chosen(screen, f"{link_id}.{one}"), f"{link_id}.{one} was pressed and is not chosen"


def layout_of(text):
    """The hardware keyboard that has these letters."""
    if any("\u0600" <= letter <= "\u06ff" for letter in text):
        return "ara"
    return "fi" if any(letter in "äöåÄÖÅ" for letter in text) else "us"


def keep(screen):
    """From the review to kept; returns the code she was shown."""
    screen.press("nav.keep")
    screen.wait_for("kept", 30)
    screen.picture("kept")
    return "".join(letter for letter in screen.node("code").value if letter.isascii() and letter.isdigit())


# ---- In the record -----------------------------------------------------------------------------------


def plain(answer):
    if isinstance(answer, list):
        return [one.code if isinstance(one, Find) else one for one in answer]
    if isinstance(answer, dict):
        return ["-".join(part.zfill(2) for part in answer.values())]
    return [answer]


def entered(record):
    """Every answer of a QuestionnaireResponse in the form that expected() has."""
    found = {}
    for item in walk(record.get("item", [])):
        answers = item.get("answer", [])
        if any(is_declined(holder) for holder in (item, *answers)):
            found[item["linkId"]] = SKIP
        elif answers:
            found.setdefault(item["linkId"], []).extend(value_of(answer) for answer in answers)
    return {link_id: values if values == SKIP else sorted(values, key=str) for link_id, values in found.items()}


def hands(record):
    """link id -> "person/fi": whose hand entered the answer, and the language it was shown in."""
    marks = {}
    for item in walk(record.get("item", [])):
        for extension in item.get("extension", []):
            if extension["url"] == "urn:referral-kiosk:entered":
                marks[item["linkId"]] = extension["valueCode"]
    return marks


def walk(items):
    for item in items:
        yield item
        yield from walk(item.get("item", []))
        for answer in item.get("answer", []):
            yield from walk(answer.get("item", []))


def is_declined(holder):
    return "asked-declined" in str({key: value for key, value in holder.items() if "xtension" in key or key[0] == "_"})


def value_of(answer):
    for key, value in answer.items():
        if key == "valueCoding":
            return value.get("code", value.get("display"))
        if key.startswith("value"):
            return value
    return None
