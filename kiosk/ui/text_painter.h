// Sentences on the canvas: shaped by i18n, drawn as quads from the glyph atlas. ImGui never sees a
// letter. The textures belong to the window; here they are numbers.
#pragma once

#include "i18n/atlas.h"
#include "i18n/paragraph_cache.h"
#include "kiosk/ui/canvas.h"

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

namespace ui {

/// How a sentence looks. `direction`: of the language it is written in.
struct Look {
    i18n::LocaleId locale;
    i18n::Direction direction = i18n::Direction::LeftToRight;
    float px = 32;
    i18n::Weight weight = i18n::Weight::Regular;
    Color color;
    i18n::Align align = i18n::Align::Start; ///< Start is the page's, whatever the sentence's own is
};

class TextPainter {
public:
    /// `fonts` must outlive it. `textures[n]` is the texture of the atlas's page n.
    TextPainter(const i18n::Fonts& fonts, std::vector<std::uint64_t> textures);

    void begin_frame();
    /// Wipes every sentence that was laid out: which ones it were says something about a person.
    void forget() {
        cache_.clear();
        directions_.clear();
    }
    /// As i18n's, which looks it up in ICU's data each time: a page asks for every sentence on it.
    i18n::Direction direction_of(const i18n::LocaleId& locale);
    i18n::Typesetter& typesetter() { return typesetter_; }
    i18n::Atlas& atlas() { return atlas_; }
    static i18n::TextStyle style_of(const Look& look);

    /// Size of a sentence of the catalogues when no line may be wider than `width`.
    Size measure(std::string_view sentence, const Look& look, float width);
    /// Draws it with its first line at the top of `area`, wrapped to its width. True if it fits.
    bool draw(Canvas& canvas, std::string_view sentence, const Look& look, const Rect& area);
    /// A person's own words: shaped for this frame only, kept nowhere.
    float measure_own(std::string_view words, const Look& look, float width);
    void draw_own(Canvas& canvas, std::string_view words, const Look& look, const Rect& area);
    /// `text` at the top of `area`, cut with an ellipsis where it is longer than `lines` lines (0:
    /// as many as have room). Shaped for this frame only, kept nowhere: it may be a person's own.
    void draw_cut(Canvas& canvas, std::string_view text, const Look& look, const Rect& area,
                  std::size_t lines = 0);
    /// What has been laid out elsewhere; `origin` is its top left corner in window pixels.
    void draw_layout(Canvas& canvas, const i18n::Layout& layout, const Look& look, Point origin);

    /// Glyphs no font had, and glyphs the atlas had no room for, since begin_frame().
    std::size_t missing() const { return missing_; }
    /// Whether a sentence of the catalogues was new since begin_frame(): it costs the most.
    bool worked() const { return cache_.worked(); }

private:
    i18n::Align align_for(const Look& look, bool page_right_to_left) const;

    i18n::Typesetter typesetter_;
    i18n::ParagraphCache cache_;
    i18n::Atlas atlas_;
    std::vector<std::uint64_t> textures_;
    std::vector<std::pair<i18n::LocaleId, i18n::Direction>> directions_;
    std::size_t missing_ = 0;
};

} // namespace ui
