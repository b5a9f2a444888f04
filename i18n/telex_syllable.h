// A Vietnamese syllable in its letters: the consonants it begins with, its vowels, the consonants
// it ends with, and where its tone is written. Knows no key.
#pragma once

#include "i18n/wiping.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace i18n::vietnamese {

/// Beside the plain letter: the circumflex of â ê ô, the horn of ơ ư with the breve of ă, and the
/// stroke of đ.
enum class Shape : std::uint8_t { Plain, Circumflex, Horn, Stroke };

/// In the order of kVowels' characters: none, acute, grave, hook above, tilde, dot below.
using Tone = std::uint8_t;

struct Letter {
    char base = 0; ///< 'a' to 'z'
    Shape shape = Shape::Plain;
    Tone tone = 0;
    bool capital = false;
};

/// A letter of the language or of the Latin alphabet; nothing for any other character.
std::optional<Letter> letter_of(char32_t c);
bool is_vowel(const Letter& letter);

/// A group of vowels as the language writes it, or as it stands before its last key.
struct Nucleus {
    std::u32string_view text;

    std::size_t size() const { return text.size(); }
    Letter at(std::size_t i) const { return letter_of(text[i]).value_or(Letter{}); }
    bool has(Shape shape) const;
};

class Syllable {
public:
    Syllable() = default;
    Syllable(const Syllable&) = delete;
    Syllable& operator=(const Syllable&) = delete;
    ~Syllable();

    /// Reads the letters that `before` (UTF-8) ends with. False if they are more than a syllable
    /// has, or the end of a word in another alphabet.
    bool read(std::string_view before);
    /// False: there is no room for it.
    bool append(const Letter& letter);
    /// As UTF-8 in NFC.
    WipedVector<char> write() const;

    /// How many bytes read() took.
    std::size_t bytes() const { return bytes_; }
    std::span<Letter> letters() { return std::span(letters_).first(count_); }
    std::span<Letter> initial();
    std::span<Letter> nucleus();
    std::span<Letter> final();
    /// What the letters are without their shapes and tones; `part` is one of the three above.
    static bool spells(std::span<const Letter> part, std::string_view bases);

    /// All three parts are such as the language has.
    bool holds();
    /// The vowel groups with the same letters as this one's, the plainest first; `index` counts
    /// from 0; null after the last.
    std::optional<Nucleus> alike(std::size_t index);
    Tone tone();
    /// Which letter carries it; as many as there are: none.
    std::size_t toned();
    /// Puts the tone where it is written, and off every other letter.
    void set_tone(Tone tone);

private:
    std::size_t tone_place();
    std::size_t initial_size();

    static constexpr std::size_t kMost = 10; ///< "nghiêng" and the keys that undo
    std::array<Letter, kMost> letters_{};
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;
};

} // namespace i18n::vietnamese
