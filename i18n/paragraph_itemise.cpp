#include "i18n/paragraph_itemise.h"

#include "crypto/check.h"
#include "i18n/icu.h"
#include "i18n/paragraph_breaks.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace i18n {
namespace {

using Units = std::span<const char16_t>;

struct CloseBidi {
    void operator()(UBiDi* bidi) const { ubidi_close(bidi); }
};

bool has_digit(Units units) {
    for (std::size_t at = 0; at < units.size();) {
        if (u_isdigit(static_cast<UChar32>(next_code_point(units, at)))) {
            return true;
        }
    }
    return false;
}

/// A telephone number or a date alone: no letter gives it a direction, and every language writes it
/// from left to right.
bool is_number(Units units) {
    return has_digit(units) &&
           ubidi_getBaseDirection(units.data(), static_cast<std::int32_t>(units.size())) ==
               UBIDI_NEUTRAL;
}

UBiDiLevel requested_level(const TextStyle& style, Units units) {
    if (style.base) {
        return *style.base == Direction::RightToLeft ? 1 : 0;
    }
    if (is_number(units)) {
        return 0;
    }
    return direction_of(style.locale) == Direction::RightToLeft ? UBIDI_DEFAULT_RTL
                                                                : UBIDI_DEFAULT_LTR;
}

/// Embeddings, overrides, isolates, and digits that may run on a level of their own.
bool may_nest(Units units) {
    return std::ranges::any_of(units, [](char16_t unit) {
        return (unit >= 0x202A && unit <= 0x202E) || (unit >= 0x2066 && unit <= 0x2069) ||
               (unit >= 0x600 && u_charDirection(unit) == U_ARABIC_NUMBER);
    });
}

/// The text as ICU is to see it. Where all of a text runs one way ICU gives it one level, whatever
/// it holds; before a paragraph of both directions it counts every level as UAX 9 does.
WipedVector<char16_t> for_bidi(Units units) {
    constexpr std::u16string_view kBothWays = u"\u2029a\u05D0";
    WipedVector<char16_t> all(units.begin(), units.end());
    if (may_nest(units)) {
        all.insert(all.end(), kBothWays.begin(), kBothWays.end());
    }
    return all;
}

void find_levels(ShapedText& text) {
    const UBiDiLevel request = requested_level(text.style, text.text.units);
    if (text.size() > 0) {
        const std::unique_ptr<UBiDi, CloseBidi> bidi(ubidi_open());
        CHECK(bidi != nullptr);
        UErrorCode status = U_ZERO_ERROR;
        const auto units = for_bidi(text.text.units);
        ubidi_setPara(bidi.get(), units.data(), static_cast<std::int32_t>(units.size()), request,
                      nullptr, &status);
        const UBiDiLevel* levels = ubidi_getLevels(bidi.get(), &status);
        CHECK(U_SUCCESS(status));
        text.levels.assign(levels, levels + text.size());
        const std::int32_t added = units.size() > text.size() ? 1 : 0;
        const std::int32_t count = ubidi_countParagraphs(bidi.get()) - added;
        for (std::int32_t i = 0; i < count; ++i) {
            std::int32_t end = 0;
            UBiDiLevel level = 0;
            ubidi_getParagraphByIndex(bidi.get(), i, nullptr, &end, &level, &status);
            CHECK(U_SUCCESS(status));
            text.paragraphs.push_back(
                {std::min(static_cast<std::size_t>(end), text.size()), level});
        }
    }
    // The line after the last newline, or of an empty text, runs the way the request says: ICU's
    // "first strong, else right to left" is odd like the level it falls back to.
    text.paragraphs.push_back({text.size(), static_cast<std::uint8_t>(request & 1)});
}

bool is_neutral(UScriptCode script) {
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
}

/// Gives every code unit a script: neutral characters take that of what stands before them, those
/// at the beginning that of what follows, and a closing bracket that of its opening one (UAX
/// 24 5.1-5.2).
class ScriptResolver {
public:
    explicit ScriptResolver(Units text) : text_(text), scripts_(text.size(), script_of("Zyyy")) {}

    WipedVector<Script> resolve() {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t begin = at;
            const char32_t code_point = next_code_point(text_, at);
            const auto script = script_at(code_point);
            if (script && !current_) {
                reach_back(begin, *script);
            }
            if (script) {
                current_ = script;
            }
            std::fill(scripts_.begin() + static_cast<std::ptrdiff_t>(begin),
                      scripts_.begin() + static_cast<std::ptrdiff_t>(at),
                      current_.value_or(script_of("Zyyy")));
        }
        return std::move(scripts_);
    }

private:
    struct OpenBracket {
        char32_t closing;
        std::optional<Script> script;
    };

    /// Gives what stands before `end`, the beginning of the text, the first script there is.
    void reach_back(std::size_t end, Script script) {
        std::fill_n(scripts_.begin(), end, script);
        for (OpenBracket& bracket : open_) {
            bracket.script = script;
        }
    }

    /// The character's own script, or its opening bracket's; nothing if it takes its neighbour's.
    std::optional<Script> script_at(char32_t code_point) {
        const auto type =
            u_getIntPropertyValue(static_cast<UChar32>(code_point), UCHAR_BIDI_PAIRED_BRACKET_TYPE);
        if (type == U_BPT_OPEN) {
            const auto closing = u_getBidiPairedBracket(static_cast<UChar32>(code_point));
            open_.push_back({static_cast<char32_t>(closing), current_});
        } else if (type == U_BPT_CLOSE) {
            return closed(code_point);
        }
        UErrorCode status = U_ZERO_ERROR;
        const UScriptCode code = uscript_getScript(static_cast<UChar32>(code_point), &status);
        if (U_FAILURE(status) || is_neutral(code)) {
            return std::nullopt;
        }
        if (code != last_code_) {
            last_code_ = code;
            const char* name = uscript_getShortName(code);
            last_script_ = script_of({name[0], name[1], name[2], name[3], 0});
        }
        return last_script_;
    }

    std::optional<Script> closed(char32_t bracket) {
        const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const OpenBracket& open) {
            return open.closing == bracket;
        });
        if (found == open_.rend()) {
            return std::nullopt;
        }
        const auto script = found->script;
        open_.resize(static_cast<std::size_t>(open_.rend() - found) - 1);
        return script;
    }

    Units text_;
    WipedVector<Script> scripts_;
    WipedVector<OpenBracket> open_;
    std::optional<Script> current_;
    UScriptCode last_code_ = USCRIPT_COMMON;
    Script last_script_ = script_of("Zyyy");
};

/// Chooses the face for one grapheme cluster after another.
class FaceChooser {
public:
    explicit FaceChooser(const ShapedText& text)
        : text_(text.text.units), style_(text.style), fonts_(text.typesetter->fonts()) {}

    FaceIndex choose(std::size_t begin, std::size_t end, Script script) {
        if (script != script_) {
            script_ = script;
            order_ = fonts_.order(style_.locale, script, style_.weight);
        }
        const auto serves = [&](FaceIndex face) { return covers(face, begin, end); };
        // Punctuation and digits stay in the face of the word before them if it has them.
        if (!(last_ && is_neutral_cluster(begin, end) && serves(*last_))) {
            const auto whole = std::ranges::find_if(order_, serves);
            last_ = whole != order_.end() ? *whole : best_for_base(begin);
        }
        return *last_;
    }

private:
    FaceIndex best_for_base(std::size_t begin) const {
        const char32_t base = next_code_point(text_, begin);
        const auto found =
            std::ranges::find_if(order_, [&](FaceIndex face) { return fonts_.covers(face, base); });
        return found != order_.end() ? *found : order_.front();
    }

    bool is_neutral_cluster(std::size_t at, std::size_t end) const {
        while (at < end) {
            UErrorCode status = U_ZERO_ERROR;
            const auto code_point = static_cast<UChar32>(next_code_point(text_, at));
            if (!is_neutral(uscript_getScript(code_point, &status))) {
                return false;
            }
        }
        return true;
    }

    /// Whether the face has every character of the cluster that is drawn.
    bool covers(FaceIndex face, std::size_t at, std::size_t end) const {
        while (at < end) {
            const char32_t code_point = next_code_point(text_, at);
            if (!fonts_.covers(face, code_point) && code_point != U'\t' &&
                !u_hasBinaryProperty(static_cast<UChar32>(code_point),
                                     UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) {
                return false;
            }
        }
        return true;
    }

    Units text_;
    const TextStyle& style_;
    const Fonts& fonts_;
    std::optional<Script> script_;
    std::span<const FaceIndex> order_;
    std::optional<FaceIndex> last_;
};

/// The end of the grapheme cluster that begins at `at`.
std::size_t cluster_end(const ShapedText& text, std::size_t at) {
    do {
        ++at;
    } while (!(text.flags[at] & kCharacterBreak));
    return at;
}

bool is_of_one_kind(const Item& a, const Item& b) {
    return a.level == b.level && a.script == b.script && a.face == b.face;
}

} // namespace

void itemise(ShapedText& text) {
    find_levels(text);
    const Units units = text.text.units;
    const auto scripts = ScriptResolver(units).resolve();
    FaceChooser faces(text);
    bool after_newline = true;
    // One kind for each grapheme cluster, whatever marks of other scripts and directions it holds:
    // it is one character to the person, and no caret may stand inside it.
    for (std::size_t at = 0; at < units.size();) {
        const std::size_t end = cluster_end(text, at);
        if (is_newline(units[at])) {
            after_newline = true;
            at = end;
            continue;
        }
        const FaceIndex face = faces.choose(at, end, scripts[at]);
        const Item cluster{at, end, text.levels[at], scripts[at], face};
        if (!after_newline && is_of_one_kind(text.items.back(), cluster)) {
            text.items.back().end = end;
        } else {
            text.items.push_back(cluster);
        }
        after_newline = false;
        at = end;
    }
}

} // namespace i18n
