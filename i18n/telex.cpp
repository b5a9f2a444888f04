#include "i18n/telex.h"

#include "i18n/icu.h"
#include "i18n/telex_syllable.h"

#include <algorithm>

namespace i18n {
namespace {

using namespace vietnamese;

constexpr std::u32string_view kToneKeys = U"zsfrxj";
/// Acute, grave, hook above, tilde, dot below: keys of the keyboard on the screen.
constexpr std::u32string_view kToneMarks = U"\u0301\u0300\u0309\u0303\u0323";

/// One key behind one syllable. Each step says whether the key has done its work.
class Stroke {
public:
    Stroke(Syllable& syllable, char32_t key) : syllable_(syllable), typed_(key) {
        key_ = static_cast<char32_t>(u_tolower(static_cast<UChar32>(key)));
    }

    bool take() {
        if (syllable_.holds()) {
            return take_tone() || take_stroke() || take_shape() || take_first_w() || take_letter();
        }
        return false;
    }

private:
    bool take_tone() {
        const auto mark = kToneMarks.find(key_);
        const bool is_mark = mark != std::u32string_view::npos;
        const auto found = is_mark ? mark + 1 : kToneKeys.find(key_);
        if (found == std::u32string_view::npos || syllable_.nucleus().empty()) {
            return false;
        }
        const auto wanted = static_cast<Tone>(found);
        const Tone before = syllable_.tone();
        if (wanted == before) { // once more: off again, and the letter itself
            syllable_.set_tone(0);
            return wanted != 0 && (is_mark || write_key());
        }
        if (!can_have(wanted)) {
            return false;
        }
        syllable_.set_tone(wanted);
        return true;
    }

    /// Before c, ch, p and t there are two tones only.
    bool can_have(Tone tone) {
        const auto final = syllable_.final();
        const bool stops = Syllable::spells(final, "c") || Syllable::spells(final, "ch") ||
                           Syllable::spells(final, "p") || Syllable::spells(final, "t");
        return !stops || tone == 0 || tone == 1 || tone == 5;
    }

    bool take_stroke() {
        if (key_ != U'd' || !Syllable::spells(syllable_.initial(), "d")) {
            return false;
        }
        Letter& first = syllable_.initial().front();
        const bool undo = first.shape == Shape::Stroke;
        first.shape = undo ? Shape::Plain : Shape::Stroke;
        return !undo || write_key();
    }

    bool take_shape() {
        const bool circumflex = key_ == U'a' || key_ == U'e' || key_ == U'o';
        if (!circumflex && key_ != U'w') {
            return false;
        }
        const Shape shape = circumflex ? Shape::Circumflex : Shape::Horn;
        const auto wanted = shaped(shape);
        if (!wanted) {
            return false;
        }
        const Tone tone = syllable_.tone();
        const bool undo = put_on(*wanted);
        syllable_.set_tone(tone);
        return !undo || write_key();
    }

    /// The vowels as the key would have them: the language's own group of the same letters.
    std::optional<Nucleus> shaped(Shape shape) {
        std::optional<Nucleus> found;
        for (std::size_t i = 0; const auto group = syllable_.alike(i); ++i) {
            if (group->has(shape) && (key_ == U'w' || on_key(*group))) {
                found = found && open_uo() ? found : group;
            }
        }
        return found;
    }

    /// "thuở" and "huơ" have one horn only; with something behind them they get the other.
    bool open_uo() {
        const auto initial = syllable_.initial();
        return syllable_.final().empty() &&
               (Syllable::spells(initial, "h") || Syllable::spells(initial, "th") ||
                Syllable::spells(initial, "kh"));
    }

    /// The circumflex of the group is on the letter of the key.
    bool on_key(const Nucleus& group) const {
        for (std::size_t i = 0; i < group.size(); ++i) {
            if (group.at(i).shape == Shape::Circumflex) {
                return static_cast<char32_t>(group.at(i).base) == key_;
            }
        }
        return false;
    }

    /// True if they stood there already and are plain now.
    bool put_on(const Nucleus& group) {
        const auto vowels = syllable_.nucleus();
        bool same = true;
        for (std::size_t i = 0; i < vowels.size(); ++i) {
            same = same && vowels[i].shape == group.at(i).shape;
        }
        for (std::size_t i = 0; i < vowels.size(); ++i) {
            vowels[i].shape = same ? Shape::Plain : group.at(i).shape;
        }
        return same;
    }

    /// Where no vowel is yet, w is one; at the very beginning the next w makes it a w again.
    bool take_first_w() {
        if (key_ != U'w' || !syllable_.nucleus().empty()) {
            return false;
        }
        return syllable_.append({.base = 'u', .shape = Shape::Horn, .capital = typed_ != key_});
    }

    /// Any other letter: what has grown may want its tone elsewhere.
    bool take_letter() {
        const Tone tone = syllable_.tone();
        const std::size_t toned = syllable_.toned();
        if (!write_key() || !syllable_.holds()) {
            return false;
        }
        const bool grown = both_horns();
        syllable_.set_tone(tone);
        return grown || (tone != 0 && toned != syllable_.toned());
    }

    /// "uơ" and "ưo" are "ươ" as soon as something follows.
    bool both_horns() {
        const auto vowels = syllable_.nucleus();
        const bool uo = vowels.size() >= 2 && vowels[0].base == 'u' && vowels[1].base == 'o';
        const bool more = vowels.size() > 2 || !syllable_.final().empty();
        if (!uo || !more || vowels[0].shape == vowels[1].shape) {
            return false;
        }
        const bool horn = vowels[0].shape == Shape::Horn || vowels[1].shape == Shape::Horn;
        if (horn) {
            vowels[0].shape = vowels[1].shape = Shape::Horn;
        }
        return horn;
    }

    bool write_key() {
        const auto letter = letter_of(typed_);
        return letter && syllable_.append(*letter);
    }

    Syllable& syllable_;
    char32_t typed_;
    char32_t key_ = 0; ///< in small
};

/// "ưw" that began a word: the first w was meant as one.
bool is_doubled_w(Syllable& syllable, char32_t key) {
    const auto letters = syllable.letters();
    return (key == U'w' || key == U'W') && letters.size() == 1 && letters[0].base == 'u' &&
           letters[0].shape == Shape::Horn && letters[0].tone == 0;
}

} // namespace

std::optional<Rewrite> telex(std::string_view before, char32_t key) {
    Syllable syllable;
    if (!syllable.read(before)) {
        return std::nullopt;
    }
    if (is_doubled_w(syllable, key)) {
        Letter& letter = syllable.letters()[0];
        letter = {.base = 'w', .capital = letter.capital};
    } else if (!Stroke(syllable, key).take()) {
        return std::nullopt;
    }
    return Rewrite{syllable.bytes(), syllable.write()};
}

} // namespace i18n
