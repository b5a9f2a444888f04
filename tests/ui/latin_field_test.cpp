// A question that the form wants answered in Latin letters: the keyboard begins with them, and the
// language's own are one touch away.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

namespace {

constexpr std::string_view kForm = R"({"resourceType":"Questionnaire","url":"urn:somebody:form",
    "status":"active","item":[{"linkId":"names","type":"group","item":[
        {"linkId":"passport","type":"string","text":"Your name as in the passport",
         "extension":[{"url":"urn:referral-kiosk:script","valueCode":"Latn"}]},
        {"linkId":"called","type":"string","text":"What you are called"},
        {"linkId":"born","type":"integer","text":"Year of birth"}]}]})";

struct Room {
    explicit Room(const char* language)
        : assets(load_shared_assets()), theatre(with_form(*assets), {1920, 1080}) {
        theatre.restart({language});
        theatre.apply(intake::Begin{});
        while (theatre.session.screen != intake::Screen::Question) {
            theatre.apply(intake::Next{});
        }
        theatre.settle();
    }

    static SharedAssets& with_form(SharedAssets& assets) {
        assets.form = form_of(kForm);
        return assets;
    }

    /// Closes the keyboard, which may hide the field, and touches it on whatever part it stands.
    void touch(const std::string& field) {
        if (has("done")) {
            theatre.press("keyboard.done");
        }
        while (theatre.stage.tree().find("nav.less") != nullptr) {
            theatre.press("nav.less");
        }
        while (theatre.stage.tree().find(field) == nullptr) {
            theatre.press("nav.more");
        }
        theatre.press(field);
    }

    bool has(const char* key) const {
        return theatre.stage.tree().find(std::string("keyboard.") + key) != nullptr;
    }

    std::string_view answer(std::string_view link_id) const {
        const intake::Answers& answers = theatre.session.answers;
        const auto& values =
            answers.node(answers.of_item(*answers.form().find(link_id)).front()).values;
        return values.empty() ? std::string_view{} : std::get<crypto::SecretText>(values[0]).view();
    }

    std::unique_ptr<SharedAssets> assets;
    Theatre theatre;
};

} // namespace

TEST_CASE("a name as in the passport begins with Latin letters in Arabic") {
    Room room("ar");
    room.touch("passport");
    CHECK(room.has("a"));
    CHECK_FALSE(room.has("ا"));
    for (const char* key : {"shift", "a", "b"}) {
        room.theatre.press(std::string("keyboard.") + key);
    }
    CHECK(room.answer("passport") == "Ab");

    room.theatre.press("keyboard.letters"); // nobody is made to
    CHECK(room.has("ا"));
    room.theatre.press("keyboard.ب");
    CHECK(room.answer("passport") == "Abب");

    room.touch("called");
    CHECK(room.has("ا"));
    room.touch("passport");
    CHECK(room.has("a"));
    CHECK_FALSE(room.has("ا"));
}

TEST_CASE("each language with other letters has Latin ones for it, Urdu in Nastaliq as well") {
    const auto all = load_shared_assets();
    std::vector<std::string> languages{"ur-Aran"};
    for (const auto& [language, keyboard] : all->keyboards) {
        if (keyboard.page(i18n::PageKind::Latin) != nullptr) {
            languages.push_back(language);
        }
    }
    REQUIRE(languages.size() > 10);
    for (const std::string& language : languages) {
        CAPTURE(language);
        Room room(language.c_str());
        room.touch("passport");
        CHECK(room.has("a"));
        CHECK(room.has("letters"));
        room.touch("called");
        CHECK(room.has("latin"));
    }
}

TEST_CASE("a language of Latin letters keeps its own, and a number its digits") {
    Room room("fi");
    room.touch("passport");
    CHECK(room.has("ä"));
    CHECK_FALSE(room.has("latin"));
    room.touch("born");
    CHECK(room.has("1"));
    CHECK_FALSE(room.has("a"));
}
