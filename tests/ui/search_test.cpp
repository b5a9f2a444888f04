// Choosing from a long list: found by its name in any language, chosen, taken away, and nothing of
// what was typed left behind.
#include "kiosk/ui/names.h"
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>
#include <ctime>

namespace {

constexpr ui::Size kLandscape{1920, 1080};
constexpr ui::Size kPortrait{1080, 1920};
constexpr ui::Size kSmall{1280, 800};

const char* const kForm = R"({"resourceType":"Questionnaire","status":"active","item":[
    {"linkId":"citizen","type":"choice","text":"Which citizenships do you have?","repeats":true,
     "answerValueSet":"urn:referral-kiosk:codes:citizenship"},
    {"linkId":"tongue","type":"open-choice","text":"Which language do you speak best?",
     "answerValueSet":"urn:referral-kiosk:codes:language"},
    {"linkId":"where","type":"choice","text":"In which countries did it happen?","repeats":true,
     "answerValueSet":"urn:referral-kiosk:codes:country"}]})";

struct Search {
    std::unique_ptr<SharedAssets> assets = load_shared_assets();
    std::unique_ptr<Theatre> theatre;

    explicit Search(ui::Size window = kLandscape, bool keyboards = false) {
        assets->form = form_of(kForm);
        if (!keyboards) {
            assets->house.keyboards = nullptr; // the list as it is with all the room it wants
        }
        theatre = std::make_unique<Theatre>(*assets, window);
    }

    void open(std::string_view language, std::string_view link_id) {
        theatre->restart({std::string(language)});
        theatre->apply(intake::Begin{});
        while (page() != link_id) {
            theatre->apply(intake::Next{});
        }
        theatre->settle();
    }
    std::string_view page() const {
        const intake::Session& session = theatre->session;
        return session.screen == intake::Screen::Question
                   ? assets->form.items[assets->form.pages[session.page]].link_id
                   : std::string_view{};
    }
    /// Types into the page's field in place of what is there.
    void type(std::u32string_view text) {
        theatre->press(std::string(page()) + ".search");
        theatre->frame({.keys = {{ui::Key::SelectAll}}, .typed = {}});
        theatre->type(text);
        theatre->settle();
    }
    bool shows(std::string_view code) const { return find(code) != nullptr; }
    const ui::Node* find(std::string_view code) const {
        return theatre->stage.tree().find(std::string(page()) + "." + std::string(code));
    }
    void press(std::string_view code) {
        theatre->press(std::string(page()) + "." + std::string(code));
    }
    /// The codes of the tiles that show, from top to bottom.
    std::vector<std::string> tiles() const {
        std::vector<std::string> codes;
        for (const ui::Node& node : theatre->stage.tree().nodes()) {
            const std::string before = std::string(page()) + ".";
            if (node.role == ui::Role::Option && node.id.starts_with(before)) {
                codes.emplace_back(node.id.substr(before.size()));
            }
        }
        return codes;
    }
    /// The codes that are answered.
    std::vector<std::string> answers(std::string_view link_id) const {
        const intake::Answers& all = theatre->session.answers;
        const auto id = all.of_item(*all.form().find(link_id)).front();
        std::vector<std::string> codes;
        for (const intake::Value& value : all.node(id).values) {
            const auto& chosen = std::get<intake::Chosen>(value);
            codes.push_back(all.item(id).options[chosen.option].code);
        }
        return codes;
    }
};

/// The processor time of this thread: other programs do not count.
struct Cpu {
    using duration = std::chrono::nanoseconds;
    using time_point = std::chrono::time_point<Cpu>;
    static time_point now() {
        timespec time{};
        ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
        return time_point(std::chrono::seconds(time.tv_sec) +
                          std::chrono::nanoseconds(time.tv_nsec));
    }
};

using Codes = std::vector<std::string>;

} // namespace

TEST_CASE("a country is found by its Finnish, English and Arabic name") {
    Search search;
    search.open("fi", "citizen");
    search.theatre->press("citizen.search");
    ui::Input letters;
    for (const char32_t letter : std::u32string_view(U"norsu")) {
        letters.typed.push_back(letter);
    }
    search.theatre->frame(letters);
    CHECK(search.theatre->last.turned); // what fits shows without another touch
    search.theatre->frame();
    CHECK(search.tiles().front() == "CI");
    CHECK(search.find("CI")->name == "Norsunluurannikko");
    search.type(U"COTE");
    CHECK(search.tiles().front() == "CI");
    search.type(U"ivory");
    CHECK(search.tiles().front() == "CI");
    search.open("ar", "citizen");
    search.type(U"\u0627\u0641\u063A\u0627\u0646"); // without the hamza the name has
    CHECK(search.tiles().front() == "AF");
    search.type(U"afgha");
    CHECK(search.tiles().front() == "AF");
    search.type(U"norsu");
    CHECK(search.tiles() == Codes{"stateless", "unknown"});
    CHECK(search.find("search.nothing") != nullptr);
}

TEST_CASE("a language is found by what it calls itself, whatever the page's language") {
    Search search;
    search.open("fi", "tongue");
    CHECK(search.find("search.long") == nullptr); // the first part shows those met most often
    CHECK(search.shows("so"));
    CHECK_FALSE(search.shows("wo"));
    search.type(U"\u062F\u0631\u06CC"); // dari
    CHECK(search.tiles().front() == "prs");
    search.type(U"kurmanc");
    CHECK(search.tiles().front() == "kmr");
    search.type(U"wolo");
    REQUIRE(search.shows("wo"));
    CHECK(search.find("wo")->name.contains("olof"));
    search.type(U"suomalainen viitto");
    CHECK(search.tiles() == Codes{"fse"});
}

TEST_CASE("what begins so comes before what only contains it") {
    Search search;
    search.open("en", "citizen");
    search.type(U"guinea");
    const Codes tiles = search.tiles();
    REQUIRE(tiles.size() >= 4);
    CHECK(tiles[0] == "GN");
    CHECK(tiles[1] == "GW");
    CHECK(std::ranges::find(tiles, "GQ") > std::ranges::find(tiles, "GW"));
    CHECK(std::ranges::find(tiles, "PG") != tiles.end());
    search.type(U"a");
    CHECK(search.find("search.many") != nullptr);
    CHECK(search.theatre->stage.tree().find("nav.more") == nullptr);
}

TEST_CASE("several are chosen one after another and taken away again") {
    Search search;
    search.open("fi", "citizen");
    search.type(U"ghana");
    search.press("GH");
    CHECK(search.answers("citizen") == Codes{"GH"});
    CHECK(search.find("search")->value.empty()); // ready for the next name
    CHECK(search.tiles().front() == "GH");
    CHECK(search.find("GH")->chosen);
    search.type(U"togo");
    search.press("TG");
    CHECK(search.answers("citizen") == Codes{"GH", "TG"});
    search.press("GH");
    CHECK(search.answers("citizen") == Codes{"TG"});
    search.type(U"xyz");
    search.press("stateless");
    CHECK(search.answers("citizen") == Codes{"stateless"});
    search.press("stateless");
    CHECK(search.answers("citizen").empty());
}

TEST_CASE("a single choice is replaced, and taken away by pressing it again") {
    Search search;
    search.open("en", "tongue");
    search.press("so");
    CHECK(search.answers("tongue") == Codes{"so"});
    CHECK_FALSE(search.shows("fi")); // the one is chosen: the others make room
    search.type(U"tigrinya");
    search.press("ti");
    CHECK(search.answers("tongue") == Codes{"ti"});
    CHECK(search.tiles().front() == "ti");
    search.press("ti");
    CHECK(search.answers("tongue").empty());
    CHECK(search.shows("so"));
}

TEST_CASE("without typing the common ones come first, then all others by the reader's alphabet") {
    Search search;
    search.open("fi", "where");
    CHECK(search.tiles().front() == "IQ");
    Codes all = search.tiles();
    while (search.theatre->stage.tree().find("nav.more") != nullptr) {
        search.theatre->press("nav.more");
        CHECK(search.theatre->settle().overflow.empty());
        const Codes more = search.tiles();
        all.insert(all.end(), more.begin(), more.end());
    }
    CHECK(all.size() == 251);
    CHECK(all.back() == "unknown");
    const auto at = [&](std::string_view code) { return std::ranges::find(all, code); };
    CHECK(at("AL") < at("ZW"));
    CHECK(at("DZ") < at("AR")); // Algeria, Argentiina
    CHECK(at("AX") < at("NL")); // Ahvenanmaa, Alankomaat
    std::ranges::sort(all);
    CHECK(std::ranges::adjacent_find(all) == all.end());
}

TEST_CASE("of a list too long to page through only the common ones show, and how to find others") {
    Search search;
    search.open("fi", "tongue");
    bool told = false;
    std::size_t shown = search.tiles().size();
    while (search.theatre->stage.tree().find("nav.more") != nullptr) {
        search.theatre->press("nav.more");
        told = told || search.find("search.long") != nullptr;
        shown += search.tiles().size();
    }
    CHECK(told);
    CHECK(shown == 41);
    CHECK(search.shows("search")); // on every part
    search.type(U"zu");
    CHECK(search.tiles().front() == "zu");
}

TEST_CASE("nothing of what was typed is left after the page") {
    Search search;
    search.open("fi", "citizen");
    search.type(U"ghana");
    CHECK(search.theatre->node("citizen.search").value == "ghana");
    search.theatre->apply(intake::Next{});
    search.theatre->settle();
    search.theatre->apply(intake::Back{});
    search.theatre->settle();
    CHECK(search.theatre->node("citizen.search").value.empty());
    CHECK(search.tiles().front() == "IQ");
    CHECK(search.answers("citizen").empty());
    search.type(U" -");
    CHECK(search.tiles().front() == "IQ"); // no letter yet
}

TEST_CASE("the review names countries and languages in the reader's language") {
    Search search;
    search.open("fi", "citizen");
    search.press("IQ");
    search.theatre->apply(intake::Next{});
    search.theatre->settle();
    search.press("ar");
    const intake::Answers& answers = search.theatre->session.answers;
    const auto& item = answers.form().items[*answers.form().find("citizen")];
    CHECK(item.options[0].code == "stateless");
    while (search.theatre->session.screen != intake::Screen::Review) {
        search.theatre->apply(intake::Next{});
    }
    for (const char* language : {"fi", "ar", "en"}) {
        search.theatre->apply(intake::SetLanguage{{language}});
        CHECK(search.theatre->settle().overflow.empty());
        CHECK(search.theatre->last.missing == 0);
    }
}

TEST_CASE("every part of a long list fits in every language, size and window") {
    for (const ui::Size window : {kLandscape, kPortrait, kSmall}) {
        Search search(window);
        for (const char* language : {"fi", "en", "ar"}) {
            for (const auto size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
                for (const char* link_id : {"citizen", "tongue"}) {
                    search.open(language, link_id);
                    search.theatre->apply(intake::SetTextSize{size});
                    CAPTURE(language, link_id, window.w, static_cast<int>(size));
                    for (int part = 0; part < 6; ++part) {
                        CHECK(search.theatre->settle().overflow.empty());
                        CHECK(search.theatre->last.missing == 0);
                        if (search.theatre->stage.tree().find("nav.more") == nullptr) {
                            break;
                        }
                        search.theatre->press("nav.more");
                    }
                }
            }
        }
    }
}

TEST_CASE("while she writes, what was found shows above the keyboard, however large the letters") {
    struct Sample {
        const char* language;
        std::u32string typed;
        const char* first;
    };
    const Sample samples[] = {{"fi", U"norsu", "CI"},
                              {"en", U"afg", "AF"},
                              {"ar", U"\u0627\u0641\u063A", "AF"},
                              {"th", U"\u0E44\u0E17", "TH"},
                              {"es", U"alem", "DE"}};
    for (const ui::Size window : {kLandscape, kPortrait, kSmall}) {
        Search search(window, true);
        for (const Sample& sample : samples) {
            for (const auto size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
                search.open(sample.language, "citizen");
                search.theatre->apply(intake::SetTextSize{size});
                search.type(sample.typed);
                CAPTURE(sample.language, window.w, static_cast<int>(size));
                REQUIRE(search.theatre->stage.tree().find("keyboard.done") != nullptr);
                CHECK(search.theatre->last.overflow.empty());
                CHECK(search.theatre->last.missing == 0);
                REQUIRE_FALSE(search.tiles().empty());
                CHECK(search.tiles().front() == sample.first);
                const ui::Node& found = *search.find(sample.first);
                float top = window.h;
                for (const ui::Node& node : search.theatre->stage.tree().nodes()) {
                    top = node.id.starts_with("keyboard.") ? std::min(top, node.window.y) : top;
                }
                CHECK(found.window.bottom() <= top);
                search.press(sample.first);
                CHECK(search.answers("citizen") == Codes{sample.first});
            }
        }
    }
}

TEST_CASE("two names show at least where a letter finds several") {
    for (const ui::Size window : {kLandscape, kPortrait, kSmall}) {
        Search search(window, true);
        for (const auto size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
            search.open("en", "citizen");
            search.theatre->apply(intake::SetTextSize{size});
            search.type(U"g");
            CAPTURE(window.w, static_cast<int>(size));
            CHECK(search.tiles().size() >= 2);
        }
    }
}

TEST_CASE("the first frame of every language of the world is drawn without a pause") {
    using Clock = Cpu;
#ifdef __SANITIZE_ADDRESS__
    constexpr double kSlower = 10;
#else
    constexpr double kSlower = 1;
#endif
    constexpr double kPause =
        100 * kSlower; // ms of processor time: what a person takes for a pause
    constexpr double kFrame = 16 * kSlower;
    Search search;
    for (const char* link_id : {"tongue", "citizen"}) {
        for (const char* language : {"fi", "ar", "en"}) {
            search.open(language, "where");
            search.open(language, link_id == std::string_view("tongue") ? "citizen" : "tongue");
            search.theatre->restart({language});
            search.theatre->apply(intake::Begin{});
            while (search.page() != link_id) {
                search.theatre->apply(intake::Next{});
            }
            const auto start = Clock::now();
            search.theatre->frame();
            const auto cold = Clock::now();
            search.theatre->frame();
            const auto warm = Clock::now();
            search.type(U"a");
            const auto before = Clock::now();
            search.theatre->frame();
            const auto typed = Clock::now();
            const auto ms = [](auto a, auto b) {
                return std::chrono::duration<double, std::milli>(b - a).count();
            };
            CAPTURE(link_id, language);
            CHECK(ms(start, cold) < kPause);
            CHECK(ms(cold, warm) < kFrame);
            CHECK(ms(before, typed) < kFrame);
        }
    }
}

namespace {

const intake::Item& item_of(const SharedAssets& assets, std::string_view link_id) {
    return assets.form.items[assets.form.find(link_id).value()];
}

/// Frames of the page that shows until the names of the item are ready; `most` if they never are.
int frames_until_ready(Theatre& theatre, const intake::Item& item, int most) {
    int frames = 0;
    while (frames < most && !theatre.stage.names().ready(theatre.session.language, item)) {
        theatre.frame();
        ++frames;
    }
    return frames;
}

std::vector<std::pair<std::string, std::string>> shown_on(Theatre& theatre, std::size_t page) {
    theatre.session.screen = intake::Screen::Question;
    theatre.session.page = page;
    theatre.settle();
    std::vector<std::pair<std::string, std::string>> shown;
    for (const ui::Node& node : theatre.stage.tree().nodes()) {
        shown.emplace_back(node.id, node.name);
    }
    return shown;
}

} // namespace

TEST_CASE("the names of every language are made ready on the pages before them, a part a frame") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    const intake::Item& tongue = item_of(*assets, "mother_tongue");
    REQUIRE(tongue.options.size() > 7000);
    constexpr int kMost = 100;
    CHECK(frames_until_ready(theatre, tongue, 20) == 20); // nobody has begun
    theatre.apply(intake::Begin{});
    const int frames = frames_until_ready(theatre, tongue, kMost);
    CHECK(frames > 8); // never more than a slice
    CHECK(frames < kMost);

    theatre.apply(intake::SetLanguage{{"ar"}}); // she changes her mind, in the middle of it as well
    theatre.frame();
    theatre.frame();
    theatre.frame();
    theatre.apply(intake::SetLanguage{{"fi"}});
    CHECK(frames_until_ready(theatre, tongue, kMost) < kMost);
    CHECK_FALSE(theatre.stage.names().ready({"ar"}, tongue));

    theatre.apply(intake::Exit{}); // which language she read is nobody's business
    CHECK_FALSE(theatre.stage.names().ready({"fi"}, tongue));
}

TEST_CASE("a list that was made ready in parts is the one that is built when it is asked for") {
    const auto assets = load_shared_assets();
    const auto page_of = [&](std::string_view link_id) {
        const auto& form = assets->form;
        return static_cast<std::size_t>(std::ranges::find(form.pages, form.find(link_id).value()) -
                                        form.pages.begin());
    };
    for (const char* language : {"fi", "ar", "ur-Aran"}) {
        for (const char* link_id : {"mother_tongue", "citizenship"}) {
            CAPTURE(language, link_id);
            Theatre theatre(*assets, kLandscape);
            theatre.restart({language});
            const auto at_once = shown_on(theatre, page_of(link_id));
            CHECK(at_once.size() > 10);
            theatre.restart({language});
            theatre.apply(intake::Begin{});
            frames_until_ready(theatre, item_of(*assets, link_id), 100);
            REQUIRE(theatre.stage.names().ready({language}, item_of(*assets, link_id)));
            CHECK(shown_on(theatre, page_of(link_id)) == at_once);
        }
    }
}
