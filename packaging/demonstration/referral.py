"""The referral that the demonstration plays: a woman in Arabic, alone, who lets herself be referred. Her
answers stand here as data; how they are played and compared is journey.py's."""
from demonstration.journey import SKIP, Find, Journey, entered, is_chosen, keep, on_page

__all__ = ["JOURNEY", "STORY", "compare", "entered", "expected", "play"]

STORY = ("وصلت إلى هنا قبل سنة لأن رجلا وعدني بعمل جيد في مطعم. عندما وصلت أخذ جواز سفري وقال إن علي دينا كبيرا. "
         "كنت أعمل من الصباح إلى منتصف الليل كل يوم ولم أحصل على أجر. كنا ننام في غرفة خلف المطبخ. "
         "قال إن أهلي سيعرفون كل شيء إذا تركت العمل. خرجت في ليلة ممطرة ولم أعد. أخاف أن يجدني هنا. "
         "أريد أن أنام في مكان آمن وأن أتكلم مع شخص يفهم لغتي.")

# She answers all but three questions.
PAGES = [
    ("decision", {"decision": ["refer_me"]}),
    ("filler", {"filler": ["self"]}),
    ("age", {"age": ["adult"]}),
    ("danger", {"danger": ["soon"]}),
    ("danger_help", {}),
    ("person_near", {"person_near": ["works_here", "knows_where"]}),
    ("still_happening", {"still_happening": ["could_again"]}),
    ("last_contact", {"last_contact": ["month"]}),
    ("children_at_risk", {"children_at_risk": ["no"]}),
    ("urgent_health", {"urgent_health": ["no"]}),
    ("questions_now", {"questions_now": ["answer"]}),
    ("decided_for_you", {"decided_for_you": ["yes"]}),
    ("afraid_to_leave", {"afraid_to_leave": ["yes"]}),
    ("promised_other", {"promised_other": ["yes"]}),
    ("documents_kept", SKIP),
    ("debt", {"debt": ["yes"]}),
    ("threat_authorities", {"threat_authorities": ["not_sure"]}),
    ("threat_family", {"threat_family": ["yes"]}),
    ("little_pay", {"little_pay": ["yes"]}),
    ("long_hours", {"long_hours": ["yes"]}),
    ("not_free", {"not_free": ["no"]}),
    ("work_place", {"work_place": ["restaurant", "cleaning"]}),
    ("marriage", {"marriage": ["no"]}),
    ("against_law", {"against_law": ["no"]}),
    ("begging", {"begging": ["no"]}),
    ("substances", {"substances": ["no"]}),
    ("sexual", SKIP),
    ("organ", {"organ": ["no"]}),
    ("control", {"control": ["threatens_family", "debt", "takes_earnings", "monitors_phone"]}),
    ("exploitation", {"exploitation": ["forced_labour"]}),
    ("exploited_in", {"exploited_in": ["both"]}),
    ("countries", {"countries": [Find("TR", "ترك")]}),
    ("continued_here", {"continued_here": ["yes"]}),
    ("when", {"when": ["past_year"]}),
    ("minor_at_time", {"minor_at_time": ["no"]}),
    ("story", {"story": STORY}),
    ("needs", {"needs": ["housing", "legal", "interpreter", "just_talk"]}),
    ("you", {"name": "مريم الحسن", "known_as": "مريم"}),
    ("birth_date", {"birth_date": {"year": "1996", "month": "5"}}),
    ("gender", {"gender": ["woman"]}),
    ("citizenship", {"citizenship": [Find("IQ", "العراق")]}),
    ("mother_tongue", {"mother_tongue": ["ar"]}),
    ("dialect", {"dialect": "عراقية"}),
    ("other_language", {"other_language_name": [Find("en", "الإنج")], "other_language_level": ["little"]}),
    ("status", {"status": ["asylum"]}),
    ("uma_number", {"uma_number": "1234567"}),
    ("children_count", SKIP),
    ("contact", {"contact_channel": ["phone"], "contact_value": "+358 40 123 4567", "contact_safe": True,
                 "contact_times": "بعد الظهر", "contact_message": False}),
    ("interpreter_gender", {"interpreter_gender": ["woman"]}),
]


def go_back_and_return(screen, page, answers):
    """Back to the question before, and on again: nothing of this page is lost."""
    screen.press("nav.back")
    on_page(screen, "not_free")
    screen.press("nav.next")
    on_page(screen, page)
    for code in answers[page]:
        assert is_chosen(screen, f"{page}.{code}"), f"going back lost the answer {code}"


def change_language_and_back(screen, page, answers):
    for language, direction in (("fi", "ltr"), ("ar", "rtl")):
        screen.press("language")
        screen.picture("languages")
        screen.press(f"language.{language}")
        tree = screen.tree()
        assert (tree["locale"], tree["dir"]) == (language, direction), f"the language did not become {language}"
        for code in answers[page]:
            assert is_chosen(screen, f"{page}.{code}"), f"changing the language lost the answer {code}"
        screen.picture(f"{page}-{language}")


JOURNEY = Journey("ar", PAGES, at={"work_place": go_back_and_return, "needs": change_language_and_back})


def play(screen):
    """From the start screen to the kept screen; returns the code she was shown."""
    JOURNEY.play(screen)
    assert screen.tree()["dir"] == "rtl", "Arabic does not run from right to left"
    screen.picture("review")
    while screen.find("nav.more") is not None:
        screen.press("nav.more")
        screen.picture("review-more")
    return keep(screen)


def expected():
    return JOURNEY.expected()


def compare(record):
    return JOURNEY.compare(record)
