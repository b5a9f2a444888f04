// The keyboard of one language as it stands on the screen: pages of rows of keys, and what each
// types. Read from what keyboard-compile made; opens no file, knows no finger, no colour and no
// field.
#pragma once

#include "i18n/key_sequences.h"
#include "i18n/locale.h"
#include "i18n/spellings.h"

#include <array>
#include <cstddef>
#include <expected>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace i18n {

/// What a key does in one state: `text` when it is touched, one of `more` when it is held.
struct KeyState {
    std::string text; ///< UTF-8 of one or several code points
    std::vector<std::string> more;
    friend bool operator==(const KeyState&, const KeyState&) = default;
};

struct KeyboardKey {
    KeyState plain;
    KeyState shifted; ///< the same as `plain` where the state makes no difference
    friend bool operator==(const KeyboardKey&, const KeyboardKey&) = default;
};

using KeyRow = std::vector<KeyboardKey>;

struct KeyboardPage {
    std::vector<KeyRow> rows; ///< as they stand from left to right, in every direction of writing
    KeyRow beside;            ///< in the row of the space bar
    bool shifts = false;      ///< some key has another shifted state
};

enum class PageKind : std::uint8_t { Letters, Digits, Latin };
inline constexpr std::size_t kPageKinds = 3;
inline constexpr std::size_t kMostKeysInRow = 12;

/// What becomes of the letters of its first page.
enum class Method : std::uint8_t {
    Direct,   ///< each stands for itself
    Telex,    ///< see telex()
    Spelling, ///< they spell characters, of which one is chosen
    Sequences ///< Latin ones of a hardware keyboard make letters
};

/// A keyboard file that is missing or damaged.
struct KeyboardError {
    std::filesystem::path file;
    std::size_t line = 0; ///< 0: the whole file
    std::string reason;   ///< English, for a log or a terminal
    /// "FILE:LINE: REASON"
    std::string sentence() const;
};

struct Keyboard {
    LocaleId language;
    bool opens_at_once = false; ///< a touch shows what a key holds: each key is a family of letters
    Method method = Method::Direct;
    Spellings spellings;    ///< some where the method is Spelling, else none
    KeySequences sequences; ///< some where it is Sequences, else none
    /// Letters and digits always; Latin where the letters are not Latin, or not only themselves.
    std::array<std::optional<KeyboardPage>, kPageKinds> pages;

    const KeyboardPage* page(PageKind kind) const;
};

inline constexpr std::size_t kMaxKeyboardBytes = 256 * 1024;
/// Reads and checks the content of a file of keyboard-compile; `name` stands in the error.
std::expected<Keyboard, KeyboardError> parse_keyboard(std::string_view content,
                                                      const std::filesystem::path& name);
/// What parse_keyboard() reads.
std::string write_keyboard(const Keyboard& keyboard);

/// What stands on a key that types `text`: a mark stands on a dotted circle, and what cannot be
/// seen between two.
std::string key_label(std::string_view text);

} // namespace i18n
