// From UTF-8 to shaped text. Lines: paragraph_lines.cpp; carets: layout.cpp.
#include "i18n/paragraph.h"

#include "crypto/check.h"
#include "i18n/icu.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_itemise.h"
#include "i18n/paragraph_shape.h"
#include "i18n/paragraph_text.h"

#include <algorithm>
#include <utility>

namespace i18n {
namespace {

constexpr std::size_t kLongestText = std::size_t{1} << 24;
constexpr UChar32 kReplacement = 0xFFFD;

/// Control characters that no font draws and no rule of UAX 9 or UAX 14 gives a meaning to, and
/// what will never be a character: UAX 9 takes that for invisible, a font shows a box.
bool has_no_meaning(UChar32 code_point) {
    const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    return U_IS_UNICODE_NONCHAR(code_point) ||
           (control && code_point != '\t' && !is_newline(static_cast<char16_t>(code_point)));
}

/// Notes where the item's clusters begin, how wide they are and which no line may begin with.
void note_clusters(ShapedText& text, const Item& item) {
    text.cluster_at[item.begin] |= kClusterStart;
    for (const ShapedGlyph& glyph : text.glyphs_of(item)) {
        text.advances[glyph.cluster] += glyph.advance;
        text.cluster_at[glyph.cluster] |= kClusterStart;
        if (glyph.unsafe_to_break && glyph.cluster != item.begin) {
            text.cluster_at[glyph.cluster] |= kUnsafeToBreak;
        }
    }
}

void shape_items(ShapedText& text) {
    text.advances.resize(text.size() + 1);
    text.cluster_at.resize(text.size() + 1);
    text.glyphs.reserve(text.size() + text.size() / 4);
    for (Item& item : text.items) {
        item.first_glyph = text.glyphs.size();
        text.typesetter->shaper().shape(text, item, text.glyphs);
        item.glyph_count = text.glyphs.size() - item.first_glyph;
        note_clusters(text, item);
    }
}

} // namespace

Utf16 utf16_of(std::string_view utf8) {
    CHECK(utf8.size() <= kLongestText);
    Utf16 result;
    result.units.reserve(utf8.size());
    result.offsets.reserve(utf8.size() + 1);
    for (std::size_t at = 0; at < utf8.size();) {
        const auto begin = static_cast<std::uint32_t>(at);
        UChar32 code_point = next_in_utf8(utf8, at);
        if (code_point < 0 || has_no_meaning(code_point)) {
            code_point = kReplacement;
        }
        if (U16_LENGTH(code_point) == 2) {
            result.units.push_back(U16_LEAD(code_point));
            result.units.push_back(U16_TRAIL(code_point));
            result.offsets.push_back(begin);
        } else {
            result.units.push_back(static_cast<char16_t>(code_point));
        }
        result.offsets.push_back(begin);
    }
    result.offsets.push_back(static_cast<std::uint32_t>(utf8.size()));
    return result;
}

Typesetter::Typesetter(const Fonts& fonts)
    : fonts_(fonts), breaks_(std::make_unique<Breaks>()), shaper_(std::make_unique<Shaper>()) {}
Typesetter::~Typesetter() = default;

Paragraph::Paragraph(std::unique_ptr<const ShapedText> text) : text_(std::move(text)) {}
Paragraph::Paragraph(Paragraph&&) noexcept = default;
Paragraph& Paragraph::operator=(Paragraph&&) noexcept = default;
Paragraph::~Paragraph() = default;

Paragraph Paragraph::shape(std::string_view utf8, const TextStyle& style, Typesetter& typesetter) {
    auto text = std::make_unique<ShapedText>();
    text->typesetter = &typesetter;
    text->style = style;
    text->text = utf16_of(utf8);
    text->flags = typesetter.breaks().lines(text->text.units, style.locale);
    itemise(*text);
    shape_items(*text);
    return Paragraph(std::move(text));
}

Direction Paragraph::direction() const {
    return text_->paragraphs.front().level & 1 ? Direction::RightToLeft : Direction::LeftToRight;
}

std::size_t Paragraph::dotted_circles() const {
    constexpr char16_t kDottedCircle = 0x25CC;
    std::size_t found = 0;
    for (const Item& item : text_->items) {
        const auto circle = text_->typesetter->fonts().glyph(item.face, kDottedCircle);
        for (const ShapedGlyph& glyph : text_->glyphs_of(item)) {
            const bool typed = text_->text.units[glyph.cluster] == kDottedCircle;
            found += circle != 0 && glyph.id == circle && !typed ? 1U : 0U;
        }
    }
    return found;
}

std::size_t Paragraph::missing_glyphs() const {
    return static_cast<std::size_t>(std::ranges::count(text_->glyphs, 0U, &ShapedGlyph::id));
}

} // namespace i18n
