#include "kiosk/ui/text_painter.h"

#include "i18n/ellipsis.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace ui {

using i18n::Align;
using i18n::Direction;

TextPainter::TextPainter(const i18n::Fonts& fonts, std::vector<std::uint64_t> textures)
    : typesetter_(fonts), cache_(typesetter_),
      atlas_(fonts, textures.size() * i18n::Atlas::kPageBytes), textures_(std::move(textures)) {}

void TextPainter::begin_frame() {
    cache_.begin_frame();
    atlas_.begin_frame();
    missing_ = 0;
}

Direction TextPainter::direction_of(const i18n::LocaleId& locale) {
    auto known = std::ranges::find(directions_, locale, &decltype(directions_)::value_type::first);
    if (known == directions_.end()) {
        known = directions_.insert(known, {locale, i18n::direction_of(locale)});
    }
    return known->second;
}

i18n::TextStyle TextPainter::style_of(const Look& look) {
    return {look.locale, std::round(look.px), look.weight, look.direction};
}

Align TextPainter::align_for(const Look& look, bool page_right_to_left) const {
    const bool own_right_to_left = look.direction == Direction::RightToLeft;
    if (look.align == Align::Center || own_right_to_left == page_right_to_left) {
        return look.align;
    }
    return look.align == Align::Start ? Align::End : Align::Start;
}

Size TextPainter::measure(std::string_view sentence, const Look& look, float width) {
    const auto& layout = cache_.lay_out(sentence, style_of(look), width);
    return {std::ceil(layout.width()), std::ceil(layout.height())};
}

bool TextPainter::draw(Canvas& canvas, std::string_view sentence, const Look& look,
                       const Rect& area) {
    const auto& layout =
        cache_.lay_out(sentence, style_of(look), area.w, align_for(look, canvas.right_to_left()));
    const Rect window = canvas.window(area);
    draw_layout(canvas, layout, look, {window.x, window.y});
    constexpr float kRounding = 1;
    return layout.width() <= area.w + kRounding && layout.height() <= area.h + kRounding;
}

float TextPainter::measure_own(std::string_view words, const Look& look, float width) {
    i18n::TextStyle style = style_of(look);
    style.base.reset();
    return std::ceil(i18n::Paragraph::shape(words, style, typesetter_).lay_out(width).height());
}

void TextPainter::draw_own(Canvas& canvas, std::string_view words, const Look& look,
                           const Rect& area) {
    i18n::TextStyle style = style_of(look);
    style.base.reset();
    const auto paragraph = i18n::Paragraph::shape(words, style, typesetter_);
    Look own = look;
    own.direction = paragraph.direction();
    const Rect window = canvas.window(area);
    draw_layout(canvas, paragraph.lay_out(area.w, align_for(own, canvas.right_to_left())), own,
                {window.x, window.y});
}

void TextPainter::draw_cut(Canvas& canvas, std::string_view text, const Look& look,
                           const Rect& area, std::size_t lines) {
    i18n::TextStyle style = style_of(look);
    style.base.reset();
    if (lines == 0) {
        constexpr float kRounding = 1;
        const auto whole = i18n::Paragraph::shape(text, style, typesetter_).lay_out(area.w);
        const auto fits = [&](const i18n::Line& line) {
            return line.top + line.height <= area.h + kRounding;
        };
        lines = static_cast<std::size_t>(std::ranges::find_if_not(whole.lines(), fits) -
                                         whole.lines().begin());
    }
    const auto cut =
        i18n::ellipsized(text, style, typesetter_, area.w, std::max<std::size_t>(lines, 1));
    Look own = look;
    own.direction = cut.direction();
    const Rect window = canvas.window(area);
    draw_layout(canvas, cut.lay_out(area.w, align_for(own, canvas.right_to_left())), own,
                {window.x, window.y});
}

void TextPainter::draw_layout(Canvas& canvas, const i18n::Layout& layout, const Look& look,
                              Point origin) {
    ImDrawList& list = canvas.letters();
    const float px = std::round(look.px);
    constexpr float kTexel = 1.0F / i18n::Atlas::kPageSide;
    const std::size_t none = textures_.size();
    std::size_t bound = none;
    const auto unbind = [&] {
        if (bound != none) {
            list.PopTexture();
        }
    };
    for (const i18n::Glyph& glyph : layout.glyphs()) {
        const auto pen = i18n::subpixel(origin.x + glyph.x);
        const auto cell = atlas_.place(glyph.face, glyph.id, px, pen.phase);
        missing_ += (!cell || glyph.id == 0) ? 1U : 0U;
        if (!cell || cell->width == 0) {
            continue;
        }
        if (cell->page != bound) {
            unbind();
            bound = cell->page;
            list.PushTexture(ImTextureRef(textures_[bound]));
        }
        const auto left = static_cast<float>(pen.pixel + cell->left);
        const float top = std::round(origin.y + glyph.y) - static_cast<float>(cell->top);
        const ImVec2 uv(static_cast<float>(cell->x) * kTexel, static_cast<float>(cell->y) * kTexel);
        list.PrimReserve(6, 4);
        list.PrimRectUV({left, top}, {left + cell->width, top + cell->height}, uv,
                        {uv.x + cell->width * kTexel, uv.y + cell->height * kTexel},
                        packed(look.color));
    }
    unbind();
}

} // namespace ui
