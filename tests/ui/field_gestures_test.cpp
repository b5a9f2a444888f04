// What a finger does in a field, what a long line shows, and words that are hidden.
#include "i18n/paragraph.h"
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

constexpr ui::Size kWindow{1920, 1080};

const char* const kForm = R"({"resourceType":"Questionnaire","status":"active","item":[
    {"linkId":"page","type":"group","text":"You","item":[
        {"linkId":"first","type":"string","text":"Your name"},
        {"linkId":"second","type":"string","text":"Another name"},
        {"linkId":"third","type":"string","text":"A third name"},
        {"linkId":"fourth","type":"text","text":"And more"}]}]})";

struct Page {
    explicit Page(const char* language = "en", bool keyboards = false) {
        assets->form = form_of(kForm);
        if (!keyboards) {
            assets->house.keyboards = nullptr;
        }
        theatre = std::make_unique<Theatre>(*assets, kWindow);
        theatre->restart({language});
        theatre->apply(intake::Begin{});
        while (theatre->session.screen != intake::Screen::Question) {
            theatre->apply(intake::Next{});
        }
        theatre->settle();
    }

    std::string_view answer(std::string_view link_id) const {
        const intake::Answers& answers = theatre->session.answers;
        const auto& values =
            answers.node(answers.of_item(*answers.form().find(link_id)).front()).values;
        return values.empty() ? std::string_view{} : std::get<crypto::SecretText>(values[0]).view();
    }
    ui::Rect field(std::string_view id) const { return theatre->node(id).window; }
    /// `along`: pixels from where the field's words begin.
    ui::Point at(std::string_view id, float along) const {
        const ui::Rect window = field(id);
        const float pad = 1.6F * 12 + along;
        const bool right_to_left = theatre->session.language.tag == "ar";
        return {right_to_left ? window.end() - pad : window.x + pad, window.centre().y};
    }
    void down(ui::Point at, double seconds = 0.05) {
        theatre->frame(
            {.pointer = at, .pointer_down = true, .pressed = true, .keys = {}, .typed = {}},
            seconds);
    }
    void drag(ui::Point at) {
        theatre->frame({.pointer = at, .pointer_down = true, .keys = {}, .typed = {}});
    }
    void up(ui::Point at) {
        theatre->frame({.pointer = at, .released = true, .keys = {}, .typed = {}});
    }
    void tap(ui::Point at, double seconds = 0.05) {
        down(at, seconds);
        up(at);
    }
    /// Leaves the field, and lets what was touched be forgotten.
    void leave() {
        tap({5, 500});
        theatre->settle();
    }
    void key(ui::Key key) { theatre->frame({.keys = {{key}}, .typed = {}}); }

    std::unique_ptr<SharedAssets> assets = load_shared_assets();
    std::unique_ptr<Theatre> theatre;
};

} // namespace

TEST_CASE("two taps take the word beneath them, three take all") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"one two");
    page.leave();
    const ui::Point word = page.at("first", 20);
    page.tap(word);
    page.tap({word.x + 20, word.y + 10});
    page.theatre->type(U"X");
    CHECK(page.answer("first") == "X two");
    page.theatre->settle();
    for (int i = 0; i < 3; ++i) {
        page.tap(word, 0.2);
    }
    page.theatre->type(U"Y");
    CHECK(page.answer("first") == "Y");
}

TEST_CASE("two taps take the word in a page that runs from right to left as well") {
    Page page("ar");
    page.theatre->press("first");
    page.theatre->type(U"سلام عليكم");
    page.leave();
    page.tap(page.at("first", 20));
    page.tap(page.at("first", 20));
    page.theatre->type(U"X");
    CHECK(page.answer("first") == "X عليكم");
}

TEST_CASE("taps that are far apart, in time or in place, put the caret and take nothing") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"one two");
    page.leave();
    page.tap(page.at("first", 0));
    page.tap(page.at("first", 0), 0.5);
    page.theatre->type(U"X");
    CHECK(page.answer("first") == "Xone two");
    page.theatre->settle();
    page.tap(page.at("first", 0));
    page.tap(page.at("first", 600));
    page.theatre->type(U"Y");
    CHECK(page.answer("first") == "Xone twoY");
    page.theatre->settle();
    page.tap(page.at("first", 0));
    page.tap(page.at("second", 0)); // another field
    page.theatre->type(U"Z");
    CHECK(page.answer("first") == "Xone twoY");
    CHECK(page.answer("second") == "Z");
}

TEST_CASE("a drag after two taps goes on by words, and a finger that only rolls does not") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"one two three");
    page.leave();
    page.tap(page.at("first", 20));
    page.down(page.at("first", 20));
    page.drag(page.at("first", 27));
    page.drag(page.at("first", 110)); // within the second word
    page.up(page.at("first", 110));
    page.theatre->type(U"X");
    CHECK(page.answer("first") == "X three");
}

TEST_CASE("the second tap is the field's also where the keyboard has moved the page beneath it") {
    for (const char* language : {"en", "ar"}) {
        Page page(language, true);
        page.theatre->press("second");
        page.theatre->type(U"one two");
        page.theatre->press("keyboard.done");
        page.leave();
        const ui::Rect before = page.field("second");
        const ui::Point word = page.at("second", 20);
        page.tap(word);
        page.theatre->frame();
        REQUIRE(page.theatre->stage.tree().find("keyboard.done") != nullptr);
        REQUIRE(page.field("second").y != before.y);
        page.tap(word);
        page.theatre->frame();
        CHECK(page.theatre->stage.tree().find("keyboard.done") != nullptr);
        page.theatre->type(U"X");
        // Latin words begin at the left on an Arabic page as well: there, beside their end.
        CHECK(page.answer("second") == (language[0] == 'a' ? "one X" : "X two"));
        CHECK(page.theatre->node("second").focused);
    }
}

TEST_CASE("a long line that is not written in shows its beginning, where a touch finds it") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(std::u32string(150, U'm'));
    page.leave();
    page.tap(page.at("first", 0));
    page.theatre->type(U"X");
    CHECK(page.answer("first").starts_with("Xmmm"));
}

TEST_CASE("what is left is composed, and what is being written is not touched") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"e\u0301");
    CHECK(page.theatre->node("first").value == "e\u0301");
    CHECK(page.answer("first") == "\u00E9");
    page.leave();
    CHECK(page.theatre->node("first").value == "\u00E9");
    CHECK(page.answer("first") == "\u00E9");
    page.theatre->press("first");
    page.theatre->type(U"a");
    page.leave();
    page.theatre->press("first");
    page.key(ui::Key::Undo); // nothing was composed by leaving: her last change is still there
    CHECK(page.answer("first") == "\u00E9");
}

TEST_CASE("hidden words are told to nobody, in every field, until she shows them again") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"Nina");
    CHECK(page.theatre->node("first.hide").name == page.theatre->said("text.hide"));
    page.theatre->press("first.hide");
    CHECK(page.theatre->node("first").focused); // she writes on
    page.theatre->type(U" B");
    CHECK(page.answer("first") == "Nina B");
    CHECK(page.theatre->node("first").value == "••••••");
    CHECK(page.theatre->node("second.hide").name == page.theatre->said("text.show"));
    page.theatre->press("second");
    page.theatre->type(U"x");
    CHECK(page.theatre->node("second").value == "•");
    for (const ui::Node& node : page.theatre->stage.tree().nodes()) {
        CHECK_FALSE(node.value.contains("Nina"));
        CHECK_FALSE(node.name.contains("Nina"));
    }
    page.theatre->press("second.hide");
    CHECK(page.theatre->node("first").value == "Nina B");
    page.theatre->press("first.hide");
    page.theatre->restart({"en"}); // the next person's are shown
    page.theatre->apply(intake::Begin{});
    while (page.theatre->session.screen != intake::Screen::Question) {
        page.theatre->apply(intake::Next{});
    }
    page.theatre->settle();
    CHECK(page.theatre->node("first.hide").name == page.theatre->said("text.hide"));
}

TEST_CASE("Enter goes from field to field, and Tab comes by the eye") {
    Page page;
    page.theatre->press("first");
    page.theatre->type(U"a");
    page.key(ui::Key::Enter);
    page.theatre->frame();
    CHECK(page.theatre->node("second").focused);
    page.key(ui::Key::Tab);
    CHECK(page.theatre->node("second.hide").focused);
    page.key(ui::Key::Enter);
    page.theatre->frame();
    CHECK(page.theatre->node("first").value == "•");
}

TEST_CASE("characters and keys of one frame work in the order in which they were pressed") {
    Page page;
    page.theatre->press("first");
    page.theatre->frame({.keys = {{.key = ui::Key::Backspace, .typed_before = 2},
                                  {.key = ui::Key::Backspace, .typed_before = 3}},
                         .typed = {U'a', U'b', U'c', U'd', U'e'}});
    CHECK(page.answer("first") == "ade"); // ab, a, ac, a, ade
}

TEST_CASE("hidden words are spelled without offering characters, which would say what they are") {
    Page page("zh-Hans", true);
    page.theatre->press("first");
    page.theatre->press("first.hide");
    page.theatre->type(U"ni");
    CHECK(page.answer("first") == "ni");
    page.theatre->press("first.hide");
    page.theatre->type(U"hao");
    CHECK(page.answer("first") == "ni"); // she chooses the character first
    page.theatre->press("first.hide");
    CHECK(page.answer("first") == "nihao"); // what was begun is written out before it is hidden
}
