// The hand-written part of a language's keyboard: which hardware layout its people know, how its
// keys stand in rows, and which letters belong together. For the build tool only.
//
//   xkb LAYOUT[:VARIANT]   where the keys named below come from
//   exemplars TAG          the letters of that language as well, in the pop-ups
//   unshifted              xkb's second level is left out
//   orders                 each key is a consonant of Ethiopic; its orders are its pop-up
//   method telex|pinyin|sera
//                          what becomes of Latin letters: shaped by the keys after them, spelling
//                          Chinese characters, or making Ethiopic ones
//   row KEY...             a name of xkb ("AD01"), a range ("AD01-AD12"), what the key types
//                          ("ä"), or that and what it types with Shift ("क/ख"). One row a line
//   more KEY TEXT...       what the key, in the state in which it types KEY, holds as well
//   marks LATIN=NATIVE...  punctuation of the language in place of the Latin one
//
// A text may begin with U+25CC, which is left out, and U+200C stands for what cannot be seen.
#pragma once

#include "i18n/keyboard.h"

#include <map>

namespace i18n {

struct KeyboardTable {
    std::string xkb;
    std::vector<std::string> exemplars;
    bool unshifted = false;
    bool orders = false;
    std::string method;
    std::vector<std::vector<std::string>> rows; ///< as written, but for ranges, which are expanded
    std::map<std::string, std::vector<std::string>> more;
    std::map<std::string, std::string> marks;
};

std::expected<KeyboardTable, KeyboardError> parse_keyboard_table(std::string_view content,
                                                                 const std::filesystem::path& name);

/// True for what `row` takes as the name of a key of xkb.
bool is_xkb_key(std::string_view word);
/// What a word of the table types: without its dotted circle, U+XXXX as the character.
std::string key_text(std::string_view word);

} // namespace i18n
