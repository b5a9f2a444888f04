// What she spells says how her name begins: once a character is chosen for it, or it is given up,
// the letters are nowhere in this process. What lies in registers or on disk is not asked.
#include "tests/i18n/memory_search.h"
#include "tests/ui/typing_room.h"

using namespace i18n_tests;

namespace {

/// Letters that no syllable has in a row; turned before the program runs, they stand in no constant
/// of it.
Veiled canary() {
    return {U'z' ^ kVeil, U'x' ^ kVeil, U'q' ^ kVeil, U'j' ^ kVeil, U'v' ^ kVeil};
}

struct Spelling : Room {
    Spelling() {
        go_to("you", "zh-Hans");
        theatre.press("name");
    }
    void spell() { press_keys({"z", "x", "q", "j", "v"}); }
    void give_up() {
        press_keys({"backspace", "backspace", "backspace", "backspace", "backspace"});
    }
};

} // namespace

#ifndef __SANITIZE_ADDRESS__ // a sanitized process is too large to be searched
TEST_CASE("of what she spelled nothing is left in memory once it has become something else") {
    Spelling room;
    REQUIRE(places_of(canary()).empty());
    room.spell();
    CHECK_FALSE(
        places_of(canary()).empty()); // they wait in locked memory, and the search sees them
    room.give_up();
    room.theatre.settle();
    CHECK(room.find("keyboard.spelling") == nullptr);
    for (const std::string& place : places_of(canary())) {
        FAIL_CHECK("still there: " << place);
    }
}
#endif

TEST_CASE("no library is given back a block that holds what she is spelling") {
    Spelling room;
    const FreedBlocks freed({canary()});
    room.spell();
    room.give_up();
    room.theatre.settle();
    CHECK(freed.holding() == 0);
}
