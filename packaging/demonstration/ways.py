"""The ways through the form that the gallery goes, as data: between them they come to every page. A page
that a way does not name is passed over, so that a page that is new in the form is pictured all the same,
where one of the ways comes to it. The words typed stand here in each language."""
from dataclasses import dataclass

from demonstration.journey import PRESS, SKIP, Find, Journey, layout_of, on_page

WORDS = {
    "fi": {"name": "Anna Korhonen", "known_as": "Anna", "helper": "Laura Mäkinen", "dialect": "Savon murre",
           "story": "Minulle luvattiin työtä ravintolassa. Passini otettiin, enkä saanut palkkaa. Pelkään, että "
                    "hän löytää minut.",
           "times": "Iltapäivisin", "phrase": "Soitan kirjastosta", "countries": "turk", "citizenship": "irak",
           "mother_tongue": "kur", "other_language": "engl"},
    "en": {"name": "Maria Kowalska", "known_as": "Maria", "helper": "Laura Brown", "dialect": "From the north",
           "story": "I was promised work in a restaurant. My passport was taken and I was not paid. I am afraid "
                    "that he will find me.",
           "times": "In the afternoon", "phrase": "I am calling from the library", "countries": "turk",
           "citizenship": "iraq", "mother_tongue": "kurd", "other_language": "engl"},
    "ar": {"name": "مريم الحسن", "known_as": "مريم", "helper": "ليلى أحمد", "dialect": "عراقية",
           "story": "وعدني رجل بعمل جيد في مطعم. أخذ جواز سفري ولم أحصل على أجر. أخاف أن يجدني هنا.",
           "times": "بعد الظهر", "phrase": "أتصل من المكتبة", "countries": "ترك", "citizenship": "العراق",
           "mother_tongue": "كرد", "other_language": "الإنج"},
}


@dataclass
class Way(Journey):
    """`pages` only those that it answers, in any order; the others it passes over."""
    name: str = ""

    def begin(self, screen):
        screen.wait_for("start", 60)
        screen.press(f"language.{self.language}")
        screen.picture("start")
        self.enter(screen)

    def play(self, screen):
        self.begin(screen)
        answers = dict(self.pages)
        while screen.name() == "question":
            page = screen.tree()["page"]
            self.answer(screen, page, answers.get(page, SKIP))
        screen.wait_for("review")

    def answer(self, screen, page, answers):
        if answers == SKIP and screen.find("nav.skip") is None:
            answers = {}  # it asks nothing, there is only the way on
        if answers != SKIP and page in self.searched():
            answers = self.search(screen, page, answers)
        super().answer(screen, page, answers)

    def searched(self):
        """The pages with a list so long that it is searched."""
        return {page for page, answers in self.pages if answers != SKIP
                for answer in answers.values() if isinstance(answer, list) and isinstance(answer[0], Find)}

    def search(self, screen, page, answers):
        """The list as it is at first, and with something typed; what was found is then only pressed."""
        on_page(screen, page)
        screen.picture(page)
        link_id, (find, *_) = next(answer for answer in answers.items() if isinstance(answer[1], list))
        screen.press(f"{link_id}.search")
        screen.type(find.typed, layout_of(find.typed))
        screen.picture(page, "typed")
        return {**answers, link_id: [find.code]}


def alone(language):
    """Adult and alone, every further question opened."""
    words = WORDS.get(language, WORDS["en"])
    return Way(language, [
        ("decision", {"decision": ["refer_me"]}),
        ("filler", {"filler": ["self"]}),
        ("age", {"age": ["adult"]}),
        ("danger", {"danger": ["now"]}),
        ("person_near", {"person_near": ["works_here", "knows_where"]}),
        ("still_happening", {"still_happening": ["still"]}),
        ("last_contact", {"last_contact": ["week"]}),
        ("children_at_risk", {"children_at_risk": ["yes"]}),
        ("urgent_health", {"urgent_health": ["no"]}),
        ("questions_now", {"questions_now": ["answer"]}),
        ("decided_for_you", {"decided_for_you": ["yes"]}),
        ("promised_other", {"promised_other": ["yes"]}),
        ("threat_authorities", {"threat_authorities": ["not_sure"]}),
        ("little_pay", {"little_pay": ["rather_not_say"]}),
        ("work_place", {"work_place": ["restaurant", "cleaning"]}),
        ("marriage", {"marriage": ["yes"]}),
        ("marriage_leave", {"marriage_leave": ["no"]}),
        ("against_law", {"against_law": ["yes"]}),
        ("against_law_refuse", {"against_law_refuse": ["debt", "family"]}),
        ("substances", {"substances": ["not_sure"]}),
        ("control", {"control": ["threatens_family", "debt", "takes_earnings", "monitors_phone"]}),
        ("exploitation", {"exploitation": ["forced_labour", "domestic_servitude"]}),
        ("exploited_in", {"exploited_in": ["both"]}),
        ("countries", {"countries": [Find("TR", words["countries"])]}),
        ("continued_here", {"continued_here": ["yes"]}),
        ("when", {"when": ["past_year"]}),
        ("story", {"story": words["story"]}),
        ("needs", {"needs": ["housing", "legal", "interpreter"]}),
        ("you", {"name": words["name"], "known_as": words["known_as"]}),
        ("age_band", {"age_band": ["age_30_39"]}),
        ("gender", {"gender": ["woman"]}),
        ("citizenship", {"citizenship": [Find("IQ", words["citizenship"])]}),
        ("mother_tongue", {"mother_tongue": [Find("ku", words["mother_tongue"])]}),
        ("dialect", {"dialect": words["dialect"]}),
        ("other_language", {"other_language_name": [Find("en", words["other_language"])],
                            "other_language_level": ["little"], "other_language.add": PRESS,
                            "other_language_name#2": ["fi"]}),
        ("status", {"status": ["asylum"]}),
        ("uma_number", {"uma_number": "1234567"}),
        ("children_count", {"children_count": "2"}),
        ("child", {"child_age": ["age_0_6"], "child_with_me": True, "child.add": PRESS,
                   "child_age#2": ["age_13_17"], "child_with_me#2": False}),
        ("contact", {"contact_channel": ["phone"], "contact_value": "+358 40 123 4567", "contact_safe": True,
                     "contact_times": words["times"], "contact_message": True, "contact_phrase": words["phrase"],
                     "contact.add": PRESS, "contact_channel#2": ["i_will_call"]}),
        ("interpreter_gender", {"interpreter_gender": ["woman"]}),
    ], name="alone")


def helped(language):
    """An official writes, the private part is answered alone."""
    words = WORDS.get(language, WORDS["en"])
    return Way(language, [
        ("decision", {"decision": ["contact_me_first"]}),
        ("filler", {"filler": ["with_official"]}),
        ("interpreter", {"interpreter": ["phone"]}),
        ("helper_org", {"helper_org": ["reception_centre"]}),
        ("helper", {"helper_agrees": True, "helper_name": words["helper"], "helper_contact": "laura@example.org"}),
        ("age", {"age": ["adult"]}),
        ("private_part", {"private_part": ["alone"]}),
        ("helper_safe", {"helper_safe": ["yes"]}),
        ("questions_now", {"questions_now": ["answer"]}),
        ("exploitation", {"exploitation": ["forced_labour", "forced_begging"]}),
        ("exploitation_main", {"exploitation_main": ["forced_labour"]}),
    ], name="helped")


def child(language):
    return Way(language, [
        ("decision", {"decision": ["refer_me"]}),
        ("filler", {"filler": ["self"]}),
        ("age", {"age": ["under18"]}),
        ("age_band_child", {"age_band_child": ["age_15_17"]}),
        ("representative", {"representative": ["none"]}),
        ("danger", {"danger": ["soon"]}),
        ("child_scared", {"child_scared": ["yes"]}),
        ("child_school", {"child_school": ["no"]}),
    ], name="child")


def anonymous(language):
    return Way(language, [
        ("decision", {"decision": ["anonymous_only"]}),
        ("age", {"age": ["adult"]}),
        ("danger", {"danger": ["no"]}),
        ("questions_now", {"questions_now": ["skip_part"]}),
        ("needs", {"needs": ["just_talk"]}),
        ("gender", {"gender": ["woman"]}),
    ], name="anonymous")


def short(language):
    """Only to the pages that are pictured once more in another shape of window."""
    return Way(language, [
        ("decision", {"decision": ["refer_me"]}),
        ("danger", {"danger": ["now"]}),
        ("control", {"control": ["threatens_family", "debt", "takes_earnings", "monitors_phone"]}),
        ("contact", {"contact_channel": ["phone"], "contact_value": "+358 40 123 4567", "contact_safe": True}),
    ], name="short")


ALL = (alone, helped, child, anonymous)
