"""One referral in Arabic, played on the real screen the way a person would: from the start screen to
the code. What she answers stands here as data, so that what the caseworker reads can be compared with it
answer by answer."""

STORY = ("وصلت إلى هنا قبل سنة لأن رجلا وعدني بعمل جيد في مطعم. عندما وصلت أخذ جواز سفري وقال إن علي دينا كبيرا. "
         "كنت أعمل من الصباح إلى منتصف الليل كل يوم ولم أحصل على أجر. كنا ننام في غرفة خلف المطبخ. "
         "قال إن أهلي سيعرفون كل شيء إذا تركت العمل. خرجت في ليلة ممطرة ولم أعد. أخاف أن يجدني هنا. "
         "أريد أن أنام في مكان آمن وأن أتكلم مع شخص يفهم لغتي.")

# Page by page in the form's order: (page, what is chosen or typed, or SKIP).
SKIP = "skip"
PAGES = [
    ("decision", {"decision": ["refer_me"]}),
    ("filler", {"filler": ["self"]}),
    ("age", {"age": ["adult"]}),
    ("danger", {"danger": ["soon"]}),
    ("danger_help", {}),
    ("person_near", {"person_near": ["works_here", "knows_where"]}),
    ("decided_for_you", {"decided_for_you": ["yes"]}),
    ("documents_kept", SKIP),
    ("work_place", {"work_place": ["restaurant", "cleaning"]}),
    ("exploited_in", SKIP),
    ("story", {"story": STORY}),
    ("needs", {"needs": ["housing", "legal", "interpreter", "just_talk"]}),
    ("mother_tongue", {"mother_tongue": ["ar"]}),
    ("children_count", SKIP),
    ("you", {"name": "مريم الحسن", "known_as": "مريم"}),
    ("birth_date", {"birth_date": {"year": "1996", "month": "5"}}),
    ("contact_channel", {"contact_channel": ["phone"]}),
    ("contact_details", {"contact_value": "+358 40 123 4567", "contact_safe": True, "contact_times": "بعد الظهر",
                         "contact_message": False}),
]
GOES_BACK_AT = "work_place"
CHANGES_LANGUAGE_AT = "needs"


def play(screen):
    """From the start screen to the kept screen; returns the code she was shown."""
    screen.wait_for("start", 60)
    screen.picture("start")
    screen.press("language.ar")
    screen.picture("start-arabic")
    assert screen.tree()["dir"] == "rtl", "Arabic does not run from right to left"
    screen.press("start.begin")
    screen.wait_for("surroundings")
    screen.picture("surroundings")
    screen.press("surroundings.alone")
    read_notice(screen)
    for page, answers in PAGES:
        play_page(screen, page, answers)
    screen.wait_for("review")
    screen.picture("review")
    while screen.find("nav.more") is not None:
        screen.press("nav.more")
        screen.picture("review-more")
    screen.press("nav.keep")
    screen.wait_for("kept", 30)
    screen.picture("kept")
    return "".join(letter for letter in screen.node("code").value if letter.isascii() and letter.isdigit())


def read_notice(screen):
    while screen.name() == "notice":
        screen.picture("notice")
        screen.press("nav.next")


def on_page(screen, page):
    tree = screen.tree()
    assert (tree["screen"], tree["page"]) == ("question", page), f"expected {page}, found {tree['screen']} {tree['page']}"


def play_page(screen, page, answers):
    on_page(screen, page)
    if answers == SKIP:
        screen.picture(page)
        screen.press("nav.skip")
        return
    for link_id, answer in answers.items():
        give(screen, link_id, answer)
    if page == GOES_BACK_AT:
        screen.press("nav.back")
        on_page(screen, "documents_kept")
        screen.press("nav.skip")
        on_page(screen, page)
        for code in answers[page]:
            assert is_chosen(screen, f"{page}.{code}"), f"going back lost the answer {code}"
    if page == CHANGES_LANGUAGE_AT:
        change_language_and_back(screen, page, answers[page])
    screen.picture(page)
    screen.press("nav.next")


def change_language_and_back(screen, page, codes):
    for language, direction in (("fi", "ltr"), ("ar", "rtl")):
        screen.press("language")
        screen.picture("languages")
        screen.press(f"language.{language}")
        tree = screen.tree()
        assert (tree["locale"], tree["dir"]) == (language, direction), f"the language did not become {language}"
        for code in codes:
            assert is_chosen(screen, f"{page}.{code}"), f"changing the language lost the answer {code}"
        screen.picture(f"{page}-{language}")


def is_chosen(screen, node_id):
    node = screen.look_for(node_id)
    return node is not None and "chosen" in node.state


def give(screen, link_id, answer):
    if isinstance(answer, list):
        for code in answer:
            screen.press(f"{link_id}.{code}")
    elif isinstance(answer, bool):
        screen.press(f"{link_id}.{'yes' if answer else 'no'}")
    elif isinstance(answer, dict):
        for part, typed in answer.items():
            screen.press(f"{link_id}.{part}")
            screen.type(typed)
    else:
        screen.press(link_id)
        screen.type(answer, "ara" if any("\u0600" <= letter <= "\u06ff" for letter in answer) else "us")
        shown = screen.node(link_id).value
        assert shown == answer, f"{link_id}: typed {answer!r}, the screen holds {shown!r}"


# ---- Comparing ---------------------------------------------------------------------------------------


def expected():
    """What the record has to say: link id -> list of plain values, or SKIP."""
    wanted = {}
    for page, answers in PAGES:
        if answers == SKIP:
            wanted[page] = SKIP
            continue
        for link_id, answer in answers.items():
            if isinstance(answer, list):
                wanted[link_id] = sorted(answer)
            elif isinstance(answer, dict):
                wanted[link_id] = ["-".join(part.zfill(2) for part in answer.values())]
            else:
                wanted[link_id] = [answer]
    return wanted


def entered(record):
    """The same, out of a QuestionnaireResponse."""
    found = {}
    for item in walk(record.get("item", [])):
        answers = item.get("answer", [])
        if any(is_declined(holder) for holder in (item, *answers)):
            found[item["linkId"]] = SKIP
        elif answers:
            found[item["linkId"]] = sorted((value_of(answer) for answer in answers), key=str)
    return found


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


def compare(record):
    """Nothing when the record says exactly what was entered, else a sentence for each difference."""
    wanted, found = expected(), entered(record)
    return [f"{link_id}: entered {wanted.get(link_id)!r}, the record says {found.get(link_id)!r}"
            for link_id in sorted(wanted.keys() | found.keys()) if wanted.get(link_id) != found.get(link_id)]
