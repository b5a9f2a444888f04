// Whether a text that was typed, shown and cleared is still somewhere in this process: its whole
// writable memory is searched for a canary that is in it nowhere else, in every form that the
// engine and its libraries might hold it in. What lies in registers or on disk is not asked.
#include "i18n/editor.h"
#include "tests/i18n/memory_search.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

using namespace i18n;
using namespace i18n_tests;

namespace {

/// Types the canary letter by letter and does with it what a person and the screen do.
void type(Editor& field, const Veiled& canary) {
    field.insert("x"); // to HarfBuzz, what follows in another script is context
    for (const char32_t one : canary) {
        const auto letter = utf8_of_veiled(one);
        field.insert({letter.data(), letter.size()});
        static_cast<void>(field.layout().height());
    }
    field.move(Move::WordLeft);
    field.move(Move::LineUp, true);
    field.select_word_at(20, 10);
    field.move(Move::TextEnd);
    field.normalise();
    field.show_as({.locale = {"en"}, .px = 20}, 90);
    static_cast<void>(field.layout().selection(0, field.text().size()).size());
    static_cast<void>(field.cut_to_width().height());
    field.mask(true);
    static_cast<void>(field.layout().height());
    field.move(Move::Left);
    field.move(Move::TextEnd);
    field.mask(false);
    field.insert(" ");
    field.backspace();
}

Veiled glyphs_of(const Layout& layout) {
    Veiled ids;
    for (const Glyph& glyph : layout.glyphs()) {
        ids.push_back(glyph.id ^ kVeil);
    }
    return ids;
}

struct Canary {
    const char* language;
    Veiled text;
};

/// The letters are made from numbers, because a string of them would be found in the program
/// itself.
Veiled spread(char32_t first, std::initializer_list<unsigned> steps) {
    Veiled result;
    for (const unsigned step : steps) {
        result.push_back((first + step) ^ kVeil);
    }
    return result;
}

/// One for each way that a text goes through ICU and HarfBuzz.
std::vector<Canary> canaries() {
    return {
        {"en", spread(U'a', {16, 25, 9, 21, 10, 23, 6, 15, 1, 22, 25, 10})},
        {"ar", spread(0x0628, {0, 6, 3, 11, 7, 5, 0, 12, 3, 9, 6, 4})},
        {"he", spread(0x05D0, {16, 5, 9, 21, 10, 23, 6, 15, 1, 22, 25, 10})},
        {"th", spread(0x0E01, {0, 6, 3, 40, 7, 49, 0, 12, 3, 49, 6, 4})},
        {"km", spread(0x1780, {2, 6, 3, 18, 7, 54, 0, 12, 3, 54, 6, 4})},
        {"my", spread(0x1000, {2, 6, 3, 18, 7, 44, 0, 12, 3, 44, 6, 4})},
        {"hi", spread(0x0915, {2, 6, 41, 18, 7, 56, 0, 12, 56, 14, 6, 4})},
        {"zh-Hans", spread(0x4E10, {62, 6, 300, 18, 777, 44, 210, 12, 93, 44, 26, 4})},
        {"ja", spread(0xFF66, {2, 6, 31, 18, 7, 44, 20, 12, 9, 44, 26, 4})}, // NFKC changes these
        {"ja", spread(0x3042, {2, 6, 31, 18, 7, 44, 20, 12, 9, 44, 26, 4})},
        {"ko", spread(0xAC00, {62, 6, 300, 18, 777, 44, 210, 12, 93, 44, 26, 4})},
    };
}

} // namespace

/// Puts the canary in at once, many times over: buffers grow while they hold it.
void put_in(Editor& field, const Veiled& canary) {
    WipedVector<char> text;
    for (int times = 0; times < 20; ++times) {
        for (const char32_t one : canary) {
            const auto letter = utf8_of_veiled(one);
            text.insert(text.end(), letter.begin(), letter.end());
        }
    }
    field.set_text({text.data(), text.size()});
    static_cast<void>(field.layout().height());
    field.normalise();
    field.show_as({.locale = {"en"}, .px = 20}, 90);
}

// A sanitized process is too large to be searched, and keeps what is freed out of reach.
#ifndef __SANITIZE_ADDRESS__
TEST_CASE("Of a text that was typed and cleared nothing is left in memory") {
    crypto::start();
    for (const auto enter : {type, put_in}) {
        for (const Canary& canary : canaries()) {
            INFO(canary.language << (enter == type ? " typed" : " at once"));
            Typesetter fresh(fonts());
            Editor field(fresh, {.multi_line = true, .max_characters = 1000},
                         {.locale = {canary.language}}, 300);
            enter(field, canary.text);
            const Veiled glyphs = glyphs_of(field.layout());
            CHECK_FALSE(places_of(canary.text).empty()); // or the search finds nothing anywhere
            CHECK_FALSE(places_of(glyphs).empty());
            field.clear();
            for (const std::string& place : places_of(canary.text)) {
                FAIL_CHECK("still there: " << place);
            }
            for (const std::string& place : places_of(glyphs)) {
                FAIL_CHECK("its glyphs are still there: " << place);
            }
        }
    }
}

#endif

TEST_CASE("No library is given back a block that holds what was typed") {
    crypto::start();
    for (const auto enter : {type, put_in}) {
        for (const Canary& canary : canaries()) {
            INFO(canary.language << (enter == type ? " typed" : " at once"));
            const EditorLimits limits{.multi_line = true, .max_characters = 1000};
            Typesetter known(fonts());
            Editor first(known, limits, {.locale = {canary.language}}, 300);
            enter(first, canary.text);
            const Veiled glyphs = glyphs_of(first.layout());
            Typesetter fresh(fonts());
            const FreedBlocks freed({canary.text, glyphs});
            Editor field(fresh, limits, {.locale = {canary.language}}, 300);
            enter(field, canary.text);
            field.clear();
            CHECK(freed.holding() == 0);
        }
    }
}

TEST_CASE("A block that is freed, or left by one that grows, is seen to hold what it holds") {
    const Veiled canary = spread(U'A', {7, 2, 24, 13, 5, 24, 19, 3, 11, 22, 9, 4});
    const FreedBlocks freed({canary});
    const auto filled = [&](const Form& form) {
        auto* block = static_cast<unsigned char*>(std::calloc(1, 1000));
        for (std::size_t n = 0; n < canary.size(); ++n) {
            const char32_t one = canary[n] ^ kVeil;
            std::memcpy(block + n * form.stride, &one, form.unit);
        }
        return block;
    };
    std::size_t expected = 0;
    for (const Form& form : forms()) {
        std::free(filled(form));
        CHECK(freed.holding() == ++expected);
    }
    void* grown = std::realloc(filled(forms().front()), 10'000'000);
    CHECK(freed.holding() == ++expected);
    explicit_bzero(grown, 1000);
    std::free(grown);
    CHECK(freed.holding() == expected);
}

#ifndef __SANITIZE_ADDRESS__
TEST_CASE("The search for a text in memory finds every form of it, also in what was freed") {
    const Veiled canary = spread(U'A', {17, 3, 21, 9, 22, 0, 25, 14, 6, 20, 1, 8});
    REQUIRE(places_of(canary).empty());
    const auto found = [&](std::string_view form) {
        return std::ranges::any_of(
            places_of(canary), [&](const std::string& place) { return place.starts_with(form); });
    };
    for (const Form& form : forms()) {
        auto block = std::make_unique<unsigned char[]>(1000);
        for (std::size_t n = 0; n < canary.size(); ++n) {
            const char32_t one = canary[n] ^ kVeil;
            std::memcpy(block.get() + 64 + n * form.stride, &one, form.unit);
        }
        CHECK(found(form.name));
        block.reset();
        CHECK(found(form.name));
        block = std::make_unique<unsigned char[]>(1000); // the same block, overwritten
        CHECK_FALSE(found(form.name));
    }
    auto text = std::make_unique<std::vector<char>>(64); // the allocator writes over the first
    for (const char32_t one : canary) {
        text->push_back(static_cast<char>(one ^ kVeil));
    }
    text.reset();
    CHECK(found("UTF-8"));
}
#endif
