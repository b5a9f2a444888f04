#include "i18n/telex_syllable.h"

#include "i18n/icu.h"
#include "i18n/utf8.h"

#include <algorithm>

#include <string.h>

namespace i18n::vietnamese {
namespace {

/// A vowel in its six tones.
struct Vowel {
    char base;
    Shape shape;
    std::u32string_view tones;
};
constexpr std::array kVowels{
    Vowel{'a', Shape::Plain, U"aáàảãạ"},      Vowel{'a', Shape::Circumflex, U"âấầẩẫậ"},
    Vowel{'a', Shape::Horn, U"ăắằẳẵặ"},       Vowel{'e', Shape::Plain, U"eéèẻẽẹ"},
    Vowel{'e', Shape::Circumflex, U"êếềểễệ"}, Vowel{'i', Shape::Plain, U"iíìỉĩị"},
    Vowel{'o', Shape::Plain, U"oóòỏõọ"},      Vowel{'o', Shape::Circumflex, U"ôốồổỗộ"},
    Vowel{'o', Shape::Horn, U"ơớờởỡợ"},       Vowel{'u', Shape::Plain, U"uúùủũụ"},
    Vowel{'u', Shape::Horn, U"ưứừửữự"},       Vowel{'y', Shape::Plain, U"yýỳỷỹỵ"}};

constexpr auto kInitials = std::to_array<std::string_view>(
    {"",   "b",   "c",  "ch", "d",  "g",  "gh", "gi", "h", "k",  "kh", "l", "m", "n",
     "ng", "ngh", "nh", "p",  "ph", "qu", "r",  "s",  "t", "th", "tr", "v", "x"});
constexpr auto kFinals =
    std::to_array<std::string_view>({"", "c", "ch", "m", "n", "ng", "nh", "p", "t"});
constexpr auto kNuclei = std::to_array<std::u32string_view>(
    {U"a",   U"ă",   U"â",   U"e",   U"ê",   U"i",   U"o",   U"ô",   U"ơ",   U"u",   U"ư",
     U"y",   U"ai",  U"ao",  U"au",  U"âu",  U"ay",  U"ây",  U"eo",  U"eu",  U"êu",  U"ia",
     U"ie",  U"iê",  U"iu",  U"oa",  U"oă",  U"oe",  U"oi",  U"ôi",  U"ơi",  U"oo",  U"ua",
     U"ưa",  U"uâ",  U"ue",  U"uê",  U"ui",  U"ưi",  U"uo",  U"uô",  U"uơ",  U"ươ",  U"uu",
     U"ưu",  U"uy",  U"ye",  U"yê",  U"oai", U"oao", U"oay", U"oeo", U"iêu", U"uay", U"uây",
     U"uôi", U"ươi", U"ươu", U"uya", U"uyê", U"uyu", U"yêu"});

bool same_bases(const Nucleus& nucleus, std::span<const Letter> letters) {
    if (nucleus.size() != letters.size()) {
        return false;
    }
    for (std::size_t i = 0; i < letters.size(); ++i) {
        if (nucleus.at(i).base != letters[i].base) {
            return false;
        }
    }
    return true;
}

char32_t character_of(const Letter& letter) {
    char32_t c = letter.shape == Shape::Stroke ? U'đ' : static_cast<char32_t>(letter.base);
    for (const Vowel& vowel : kVowels) {
        if (vowel.base == letter.base && vowel.shape == letter.shape) {
            c = vowel.tones[letter.tone];
        }
    }
    return letter.capital ? static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))) : c;
}

/// Where it begins.
std::size_t last_character(std::string_view utf8) {
    std::size_t at = utf8.size() - 1;
    while (at > 0 && U8_IS_TRAIL(utf8[at])) {
        --at;
    }
    return at;
}

/// Whether a word goes on before `c`, in an alphabet that this is not.
bool joins_words(UChar32 c) {
    return c >= 0 &&
           (u_hasBinaryProperty(c, UCHAR_ALPHABETIC) != 0 || (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0);
}

} // namespace

std::optional<Letter> letter_of(char32_t c) {
    const auto lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
    Letter letter{.base = static_cast<char>(lower), .capital = lower != c};
    for (const Vowel& vowel : kVowels) {
        if (const auto tone = vowel.tones.find(lower); tone != std::u32string_view::npos) {
            letter.base = vowel.base;
            letter.shape = vowel.shape;
            letter.tone = static_cast<Tone>(tone);
            return letter;
        }
    }
    if (lower == U'đ') {
        letter.base = 'd';
        letter.shape = Shape::Stroke;
        return letter;
    }
    return lower >= U'a' && lower <= U'z' ? std::optional(letter) : std::nullopt;
}

bool is_vowel(const Letter& letter) {
    return std::string_view("aeiouy").find(letter.base) != std::string_view::npos;
}

bool Nucleus::has(Shape shape) const {
    for (std::size_t i = 0; i < size(); ++i) {
        if (at(i).shape == shape) {
            return true;
        }
    }
    return false;
}

Syllable::~Syllable() {
    ::explicit_bzero(letters_.data(), sizeof letters_);
}

bool Syllable::read(std::string_view before) {
    while (!before.empty()) {
        const std::size_t at = last_character(before);
        std::size_t end = at;
        const UChar32 c = next_in_utf8(before, end);
        const auto letter = c < 0 ? std::nullopt : letter_of(static_cast<char32_t>(c));
        if (!letter) {
            return !joins_words(c);
        }
        if (!append(*letter)) {
            return false;
        }
        std::ranges::rotate(letters(), letters().end() - 1);
        bytes_ += before.size() - at;
        before = before.substr(0, at);
    }
    return true;
}

bool Syllable::append(const Letter& letter) {
    if (count_ == kMost) {
        return false;
    }
    letters_[count_++] = letter;
    return true;
}

WipedVector<char> Syllable::write() const {
    WipedVector<char> text;
    text.reserve(count_ * 3);
    for (const Letter& letter : std::span(letters_).first(count_)) {
        append_utf8(text, character_of(letter));
    }
    return text;
}

bool Syllable::spells(std::span<const Letter> part, std::string_view bases) {
    return std::ranges::equal(part, bases, {}, &Letter::base);
}

/// The u of "qu" is no vowel of its own, nor is the i of "gi" before another one.
std::size_t Syllable::initial_size() {
    std::size_t size = 0;
    while (size < count_ && !is_vowel(letters_[size])) {
        ++size;
    }
    const auto next_is = [&](char base) { return size < count_ && letters_[size].base == base; };
    const bool q = spells(letters().first(size), "q") && next_is('u');
    const bool g = spells(letters().first(size), "g") && next_is('i') && size + 1 < count_ &&
                   is_vowel(letters_[size + 1]);
    return q || g ? size + 1 : size;
}

std::span<Letter> Syllable::initial() {
    return letters().first(initial_size());
}

std::span<Letter> Syllable::nucleus() {
    const auto rest = letters().subspan(initial_size());
    const auto end = std::ranges::find_if_not(rest, is_vowel);
    return rest.first(static_cast<std::size_t>(end - rest.begin()));
}

std::span<Letter> Syllable::final() {
    return letters().subspan(initial().size() + nucleus().size());
}

bool Syllable::holds() {
    const auto one_of = [](const auto& list, std::span<const Letter> part) {
        return std::ranges::any_of(list, [&](std::string_view text) { return spells(part, text); });
    };
    const bool empty = nucleus().empty();
    return one_of(kInitials, initial()) && (empty ? final().empty() : alike(0).has_value()) &&
           one_of(kFinals, final());
}

std::optional<Nucleus> Syllable::alike(std::size_t index) {
    const auto vowels = nucleus();
    for (const std::u32string_view text : kNuclei) {
        if (same_bases({text}, vowels) && index-- == 0) {
            return Nucleus{text};
        }
    }
    return std::nullopt;
}

Tone Syllable::tone() {
    const std::size_t at = toned();
    return at == count_ ? Tone{0} : letters_[at].tone;
}

std::size_t Syllable::toned() {
    const auto all = letters();
    return static_cast<std::size_t>(
        std::ranges::find_if(all, [](const Letter& letter) { return letter.tone != 0; }) -
        all.begin());
}

/// On a vowel with a shape of its own, the last of them; else on the middle one of three, on the
/// second before a consonant, on the first otherwise.
std::size_t Syllable::tone_place() {
    const auto vowels = nucleus();
    for (std::size_t i = vowels.size(); i > 0; --i) {
        if (vowels[i - 1].shape != Shape::Plain) {
            return i - 1;
        }
    }
    const bool second = vowels.size() == 3 || (vowels.size() == 2 && !final().empty());
    return second ? 1 : 0;
}

void Syllable::set_tone(Tone tone) {
    for (Letter& letter : letters()) {
        letter.tone = 0;
    }
    if (!nucleus().empty()) {
        nucleus()[tone_place()].tone = tone;
    }
}

} // namespace i18n::vietnamese
