// Text shaped for the screen: bidi, scripts, fonts, glyphs; then broken into lines for a width.
// A person's own text goes through Paragraph directly and is wiped with it; only sentences of the
// catalogue go through ParagraphCache (paragraph_cache.h).
#pragma once

#include "i18n/fonts.h"
#include "i18n/layout.h"
#include "i18n/locale.h"

#include <cstddef>
#include <limits>
#include <memory>
#include <optional>
#include <string_view>

namespace i18n {

class Breaks;
class Shaper;
struct ShapedText;

/// How a text looks. `base`: the direction it runs in; by default that of its first strong
/// character (UAX 9 P2, P3). Where there is none it is left to right for a text with digits, which
/// is a number or a date ("+358 40 123 4567"), and that of the language for any other.
struct TextStyle {
    LocaleId locale;
    float px = 32; ///< size of the em in pixels
    Weight weight = Weight::Regular;
    std::optional<Direction> base = std::nullopt;
    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

constexpr float kNoWidthLimit = std::numeric_limits<float>::infinity();

/// What shaping needs again and again: the fonts, ICU's break iterators (opened once for each
/// language) and HarfBuzz's buffer. Holds no text between two calls. Not for several threads at
/// once.
class Typesetter {
public:
    /// `fonts` must outlive it.
    explicit Typesetter(const Fonts& fonts);
    ~Typesetter();
    Typesetter(const Typesetter&) = delete;
    Typesetter& operator=(const Typesetter&) = delete;

    const Fonts& fonts() const { return fonts_; }
    Breaks& breaks() { return *breaks_; }
    Shaper& shaper() { return *shaper_; }

private:
    const Fonts& fonts_;
    std::unique_ptr<Breaks> breaks_;
    std::unique_ptr<Shaper> shaper_;
};

/// One text, shaped once, laid out for as many widths as wanted. It may hold newlines.
class Paragraph {
public:
    /// Shapes `utf8`. Bytes that are not UTF-8 show as U+FFFD. `typesetter` must outlive the
    /// result.
    static Paragraph shape(std::string_view utf8, const TextStyle& style, Typesetter& typesetter);

    Paragraph(Paragraph&&) noexcept;
    Paragraph& operator=(Paragraph&&) noexcept;
    ~Paragraph();

    /// Breaks the lines so that none is wider than `max_width` pixels, at the language's
    /// opportunities (UAX 14), inside a word only where the word alone is wider. Without a limit
    /// the box is as wide as the widest line.
    Layout lay_out(float max_width, Align align = Align::Start) const;
    /// The same, on as many lines; but where the last one would hold a word or so, the others give
    /// it some of theirs. For sentences that are read; a field keeps its lines while she types.
    Layout lay_out_evenly(float max_width, Align align = Align::Start) const;

    /// Of the first line.
    Direction direction() const;
    /// How many glyphs no face had: a hole in the fonts, never the person's fault.
    std::size_t missing_glyphs() const;
    /// How many dotted circles the shaper has put where a mark stands without a letter.
    std::size_t dotted_circles() const;

private:
    explicit Paragraph(std::unique_ptr<const ShapedText> text);
    std::unique_ptr<const ShapedText> text_;
};

} // namespace i18n
