// Forms that nobody here wrote: whatever they call their items and options, no two things on a
// screen share an id, and their own words show.
#include "kiosk/ui/form_ids.h"
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <set>

namespace {

constexpr ui::Size kWindow{1920, 1080};

intake::Questionnaire others_form(std::string_view items) {
    const std::string json =
        R"({"resourceType":"Questionnaire","url":"urn:somebody:form","status":"active","item":[)" +
        std::string(items) + "]}";
    auto form = intake::parse_questionnaire(std::as_bytes(std::span(json)));
    if (!form) {
        FAIL(form.error().front().sentence("form"));
    }
    return std::move(*form);
}

std::string choice(const std::string& link_id, const std::vector<std::string>& codes) {
    std::string options;
    for (const std::string& code : codes) {
        options += (options.empty() ? "" : ",");
        options += R"({"valueCoding":{"system":"urn:s","code":")" + code + R"("}})";
    }
    return R"({"linkId":")" + link_id + R"(","type":"choice","text":"?","answerOption":[)" +
           options + "]}";
}

std::string question(const std::string& link_id, const std::string& type) {
    return R"({"linkId":")" + link_id + R"(","type":")" + type + R"(","text":"?"})";
}

// Every id of the screens themselves, of the parts of an answer, and of other items' parts.
std::string hostile_items() {
    std::string pages;
    const auto add = [&](const std::string& item) { pages += (pages.empty() ? "" : ",") + item; };
    for (const char* name :
         {"exit",      "language", "nav.next", "nav.back",    "nav",         "size",      "palette",
          "progress",  "code",     "why",      "review",      "review.text", "text",      "dropped",
          "keep_note", "heading",  "start",    "start.begin", "emergency",   "idle.here", "~exit",
          "~~",        "%",        "#2",       ":",           ".",           "..",        "ä"}) {
        add(question(name, "string"));
        add(choice(std::string(name) + ".c",
                   {"help", "search", "sealed", "question", "label", "many", "one", "own_words",
                    "add", "remove", "yes", "b.c", "~b", "b c", "d#2", "2", "day", "unknown"}));
    }
    std::string below;
    for (const std::string& item :
         {choice("a", {"b", "b.c", "~b", "b.~c"}), choice("a.b", {"c", "label", "help"}),
          question("x", "boolean"), question("x.yes", "boolean"), question("x.no", "text"),
          question("d", "date"), question("d.day", "integer"), question("d.day.more", "string"),
          question("d.unknown", "string"), question("n", "integer"), question("n.fewer", "string"),
          question("n#2", "string"), question("n:2", "string"), question("n:range", "string")}) {
        below += (below.empty() ? "" : ",") + item;
    }
    add(R"({"linkId":"g","type":"group","repeats":true,"text":"G","item":[)" + below +
        R"(,{"linkId":"g.add","type":"string","text":"?"},{"linkId":"g.remove","type":"string"},)" +
        R"({"linkId":"g#2","type":"group","repeats":true,"text":"H","item":[)" +
        question("g#2.add", "boolean") + "," + question("r", "string") + "]}]}");
    add(R"({"linkId":"two","type":"open-choice","text":"?","repeats":true,"answerOption":[
        {"valueCoding":{"system":"urn:s","code":"7"}},{"valueCoding":{"system":"urn:t","code":"7"}},
        {"valueString":"7"},{"valueInteger":7},{"valueString":"7~2"},{"valueDate":"2020"},
        {"valueString":"2020"},{"valueString":"own_words"}]})");
    return pages;
}

// Every part of what shows; the tree itself refuses an id that stands there twice.
void look_through(Theatre& theatre) {
    theatre.settle();
    for (int part = 0; part < 100 && theatre.stage.tree().find("nav.more") != nullptr; ++part) {
        theatre.press("nav.more");
    }
    CHECK(theatre.stage.tree().find("nav.more") == nullptr);
}

void walk(Theatre& theatre, std::size_t pages) {
    theatre.apply(intake::Begin{});
    theatre.apply(intake::Next{}); // nobody sees or hears her
    while (theatre.session.screen == intake::Screen::Notice) {
        theatre.apply(intake::Next{});
    }
    for (std::size_t i = 0; i < pages && theatre.session.screen == intake::Screen::Question; ++i) {
        look_through(theatre);
        const auto tops = intake::nodes_of_page(theatre.session.answers, theatre.session.page);
        if (theatre.session.answers.item(tops.front()).repeats) {
            theatre.apply(intake::AddInstance{tops.front()});
            look_through(theatre);
        }
        theatre.apply(intake::Next{});
    }
    REQUIRE(theatre.session.screen == intake::Screen::Review);
    look_through(theatre);
}

std::string first_word(std::string_view id) {
    return std::string(id.substr(0, id.find_first_of(".#:")));
}

} // namespace

TEST_CASE("a form may call its items and options what the screens call their own things") {
    const auto assets = load_shared_assets();
    assets->form = others_form(hostile_items());
    Theatre theatre(*assets, kWindow);
    walk(theatre, assets->form.pages.size());
}

TEST_CASE("the ids of two things never meet, and plain names stay as they are") {
    const intake::Questionnaire form = others_form(hostile_items());
    const intake::Answers answers(form);
    std::set<std::string> all;
    std::size_t count = 0;
    for (intake::ItemIndex item = 0; item < form.items.size(); ++item) {
        const intake::NodeId node = answers.of_item(item).front();
        const std::string id = ui::node_id(answers, node);
        CAPTURE(form.items[item].link_id, id);
        CHECK(id.find_first_of(".#:") == std::string::npos);
        CHECK_FALSE(ui::is_furniture(id));
        all.insert(id);
        ++count;
        for (std::uint32_t option = 0; option < form.items[item].options.size(); ++option) {
            const std::string of = ui::option_id(answers, node, option);
            CHECK(of.starts_with(id + "."));
            CHECK_FALSE(ui::is_part_of_choice(of.substr(id.size() + 1)));
            all.insert(of);
            ++count;
        }
    }
    CHECK(all.size() == count);
    const intake::Questionnaire plain =
        others_form(choice("decision", {"refer_me", "search"}) + "," + question("exit", "string") +
                    "," + question("1.1", "string"));
    const intake::Answers some(plain);
    CHECK(ui::option_id(some, some.of_item(0).front(), 0) == "decision.refer_me");
    CHECK(ui::option_id(some, some.of_item(0).front(), 1) == "decision.~search");
    CHECK(ui::card_id(plain.items[0]) == "review.decision");
    CHECK(ui::item_id(plain.items[1]) == "~exit");
    CHECK(ui::item_id(plain.items[2]) == "~1%2E1");
}

// The lists of names that a form may not have are complete: every id that ever shows is either the
// form's or listed.
TEST_CASE("every id on the screens is an item's or is known to be furniture") {
    const auto assets = load_shared_assets();
    std::set<std::string> items;
    for (const intake::Item& item : assets->form.items) {
        CHECK(ui::item_id(item) == item.link_id); // this product's own ids are never escaped
        items.insert(ui::item_id(item));
    }
    Theatre theatre(*assets, kWindow);
    const auto check = [&] {
        theatre.settle();
        for (const ui::Node& node : theatre.stage.tree().nodes()) {
            CAPTURE(node.id);
            CHECK(ui::is_furniture(node.id) != items.contains(first_word(node.id)));
            if (node.id.starts_with("review.") && !ui::is_part_of_review(node.id.substr(7))) {
                CHECK(items.contains(node.id.substr(7)));
            }
        }
    };
    const auto check_all = [&] {
        check();
        for (const char* panel : {"language", "size", "palette"}) {
            if (theatre.stage.tree().find(panel) != nullptr) {
                theatre.press(panel);
                check();
                theatre.press("nav.close");
            }
        }
        while (theatre.stage.tree().find("nav.more") != nullptr) {
            theatre.press("nav.more");
            check();
        }
    };
    check_all();
    theatre.apply(intake::Begin{});
    for (int i = 0; i < 60 && theatre.session.screen != intake::Screen::Review; ++i) {
        check_all();
        if (theatre.stage.tree().find("decision.refer_me") != nullptr) {
            theatre.press("decision.refer_me");
        }
        theatre.apply(intake::Next{});
    }
    check_all();
    theatre.apply(intake::Keep{});
    check_all();
    theatre.apply(intake::KeepFailed{});
    check_all();
    theatre.apply(intake::TryAgain{});
    theatre.apply(intake::KeepSucceeded{intake::Code{'1'}, false});
    check_all();
    theatre.apply(intake::Exit{});
    check_all();
}

TEST_CASE("another form's `age`, `name` and `decision` speak for themselves") {
    const auto assets = load_shared_assets();
    assets->form = others_form(
        R"({"linkId":"age","type":"choice","text":"Age of the building",
            "answerOption":[{"valueCoding":{"code":"adult","display":"Old"}}]},
           {"linkId":"name","type":"string","text":"Name of the dog"},
           {"linkId":"decision","type":"text","text":"What did the board decide?"})");
    Theatre theatre(*assets, kWindow);
    theatre.apply(intake::Begin{});
    theatre.apply(intake::Next{}); // nobody sees or hears her
    while (theatre.session.screen == intake::Screen::Notice) {
        theatre.apply(intake::Next{});
    }
    theatre.settle();
    CHECK(theatre.node("age.question").name == "Age of the building");
    CHECK(theatre.node("age.adult").name == "Old");
    CHECK(theatre.stage.tree().find("age.help") == nullptr);
    theatre.press("nav.next");
    CHECK(theatre.node("name.question").name == "Name of the dog");
    theatre.press("nav.next");
    CHECK(theatre.node("decision.question").name == "What did the board decide?");
    theatre.press("nav.next");
    theatre.press("review.open"); // nothing was answered
    CHECK(theatre.node("review.age").name == "Age of the building");
}

TEST_CASE("what stands below a question and within a group is asked") {
    const auto assets = load_shared_assets();
    assets->form = others_form(
        R"({"linkId":"g","type":"group","text":"Work","item":[
             {"linkId":"worked","type":"boolean","text":"Did you work?","item":[
               {"linkId":"where","type":"string","text":"Where?","enableWhen":[
                 {"question":"worked","operator":"=","answerBoolean":true}]}]},
             {"linkId":"job","type":"group","repeats":true,"text":"A job","extension":[
               {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":2}],
              "item":[{"linkId":"hours","type":"integer","text":"Hours a day","extension":[
                 {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-unit","valueCoding":{"code":"h","display":"hours"}},
                 {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":-2}]}]}]})");
    Theatre theatre(*assets, {1080, 1920});
    theatre.apply(intake::Begin{});
    theatre.apply(intake::Next{}); // nobody sees or hears her
    while (theatre.session.screen == intake::Screen::Notice) {
        theatre.apply(intake::Next{});
    }
    theatre.settle();
    CHECK(theatre.stage.tree().find("where") == nullptr);
    theatre.press("worked.yes");
    CHECK(theatre.stage.tree().find("where") != nullptr);
    CHECK(theatre.node("hours.unit").name == "hours");
    theatre.press("hours.more"); // from below zero: the form's own range
    CHECK(theatre.session.answers.node(theatre.session.answers.of_item(4).front()).values.front() ==
          intake::Value(std::int64_t{-2}));
    CHECK(theatre.stage.tree().find("hours:range") == nullptr);
    theatre.press("job.add");
    CHECK(theatre.session.answers.of_item(3).size() == 2);
    const auto turn_to = [&](std::string_view id) {
        while (theatre.stage.tree().find("nav.less") != nullptr) {
            theatre.press("nav.less");
        }
        while (theatre.stage.tree().find(id) == nullptr &&
               theatre.stage.tree().find("nav.more") != nullptr) {
            theatre.press("nav.more");
        }
        return theatre.stage.tree().find(id) != nullptr;
    };
    CHECK_FALSE(turn_to("job.add"));
    CHECK_FALSE(turn_to("job#2.add")); // two are the most
    REQUIRE(turn_to("job#2.remove"));
    theatre.press("job#2.remove");
    CHECK(theatre.session.answers.of_item(3).size() == 1);
}

TEST_CASE("a text longer than the screen can be read to its end") {
    std::string consent;
    for (int i = 0; i < 900; ++i) {
        consent += "word" + std::to_string(i) + (i % 100 == 99 ? "\\n" : " ");
    }
    const auto assets = load_shared_assets();
    assets->form = others_form(R"({"linkId":"consent","type":"display","text":")" + consent +
                               R"("},{"linkId":"agree","type":"boolean","text":")" + consent +
                               R"("},{"linkId":"g","type":"group","text":"G","item":[
                             {"linkId":"more","type":"display","text":")" +
                               consent + R"("},{"linkId":"q","type":"text","text":"?"}]})");
    for (const ui::Size window : {kWindow, ui::Size{1280, 800}}) {
        Theatre theatre(*assets, window);
        theatre.apply(intake::SetTextSize{intake::TextSize::Largest});
        theatre.apply(intake::Begin{});
        theatre.apply(intake::Next{}); // nobody sees or hears her
        while (theatre.session.screen == intake::Screen::Notice) {
            theatre.apply(intake::Next{});
        }
        for (int page = 0; page < 3; ++page) {
            std::string read;
            for (int part = 0; part < 500; ++part) {
                CAPTURE(page, part);
                CHECK(theatre.settle().overflow.empty());
                for (const ui::Node& node : theatre.stage.tree().nodes()) {
                    read += node.role == ui::Role::Text ? std::string(node.name) + " " : "";
                }
                if (theatre.stage.tree().find("nav.more") == nullptr) {
                    break;
                }
                theatre.press("nav.more");
            }
            CHECK(read.contains("word0 "));
            CHECK(read.contains("word450 "));
            CHECK(read.contains("word899"));
            theatre.apply(intake::Next{});
        }
        CHECK(theatre.session.screen == intake::Screen::Review);
        const intake::NodeId own = theatre.session.answers.of_item(4).front();
        CHECK(theatre.session.answers.item(own).kind == intake::ItemKind::Text);
        theatre.apply(intake::Back{});
        theatre.apply(intake::SetText{own, 0, crypto::SecretText(std::string(4000, 'w'))});
        theatre.apply(intake::Next{});
        CHECK(theatre.settle().overflow.empty());
        while (theatre.stage.tree().find("nav.more") != nullptr) {
            theatre.press("nav.more");
            CHECK(theatre.settle().overflow.empty());
        }
    }
}
