// What she chose together says what she told: after the review has shown it in one line, that line
// is nowhere in this process. What lies in registers or on disk is not asked.
#include "tests/i18n/memory_search.h"
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <array>

using namespace i18n_tests;

namespace {

const char* const kForm = R"({"resourceType":"Questionnaire","status":"active","item":[
    {"linkId":"needs","type":"choice","text":"What do you need?","repeats":true,"answerOption":[
        {"valueCoding":{"code":"a","display":"Quiet"}},
        {"valueCoding":{"code":"b","display":"Zebra"}},
        {"valueCoding":{"code":"c","display":"Jigsaw"}}]}]})";

/// Where the first two answers meet: the end of one, what stands between, the beginning of the
/// other. Nothing but that line has these in a row; turned before the program runs, they stand in
/// no constant of it either.
constexpr std::array<char32_t, 7> kJoint{U't' ^ kVeil, 0x2069 ^ kVeil, 0xA0 ^ kVeil, 0x2022 ^ kVeil,
                                         U' ' ^ kVeil, 0x2068 ^ kVeil, U'Z' ^ kVeil};

Veiled joint() {
    return {kJoint.begin(), kJoint.end()};
}

struct Review {
    Review() {
        assets->form = form_of(kForm);
        theatre = std::make_unique<Theatre>(*assets, ui::Size{1920, 1080});
        theatre->restart({"en"});
        theatre->apply(intake::Begin{});
        while (theatre->session.screen != intake::Screen::Review) {
            const bool asks = theatre->session.screen == intake::Screen::Question;
            const intake::Answers& answers = theatre->session.answers;
            for (std::uint32_t option = 0; asks && option < 2; ++option) {
                theatre->apply(intake::Choose{answers.of_item(0).front(), option});
            }
            theatre->apply(intake::Next{});
        }
    }

    std::unique_ptr<SharedAssets> assets = load_shared_assets();
    std::unique_ptr<Theatre> theatre;
};

} // namespace

#ifndef __SANITIZE_ADDRESS__ // a sanitized process is too large to be searched
TEST_CASE("of what she chose together nothing is left in memory once it was shown") {
    Review review;
    const Veiled canary = joint();
    REQUIRE(places_of(canary).empty());
    {
        i18n::WipedVector<char> planted;
        for (const char32_t one : canary) {
            const auto letter = utf8_of_veiled(one);
            planted.insert(planted.end(), letter.begin(), letter.end());
        }
        CHECK_FALSE(places_of(canary).empty()); // or the search finds nothing anywhere
    }
    CHECK(places_of(canary).empty());
    review.theatre->settle();
    CHECK(review.theatre->node("review.needs").name == "What do you need?");
    for (const std::string& place : places_of(canary)) {
        FAIL_CHECK("still there: " << place);
    }
}
#endif

TEST_CASE("no library is given back a block that holds what she chose together") {
    Review review;
    const FreedBlocks freed({joint()});
    review.theatre->settle();
    CHECK(freed.holding() == 0);
}
