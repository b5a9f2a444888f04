#include "i18n/paragraph_shape.h"

#include "crypto/check.h"

#include <hb.h>

#include <algorithm>

namespace i18n {
namespace {

constexpr float kTabInSpaces = 4;

/// How many glyphs HarfBuzz is given room for: a letter that a font takes apart becomes three at
/// most.
unsigned room_for(std::size_t units) {
    return static_cast<unsigned>(3 * units + 32);
}

/// No font draws a tab: it stands as a few spaces.
void replace_tab(const ShapedText& text, const Item& item, ShapedGlyph& glyph) {
    if (glyph.id != 0 || text.text.units[glyph.cluster] != u'\t') {
        return;
    }
    const Fonts& fonts = text.typesetter->fonts();
    hb_font_t* font = fonts.shaping_font(item.face);
    hb_font_get_nominal_glyph(font, ' ', &glyph.id);
    glyph.advance = kTabInSpaces * static_cast<float>(hb_font_get_glyph_h_advance(font, glyph.id)) *
                    text.style.px / fonts.units_per_em(item.face);
}

} // namespace

Shaper::Shaper() : buffer_(hb_buffer_create()) {
    CHECK(hb_buffer_allocation_successful(buffer_));
}

Shaper::~Shaper() {
    hb_buffer_destroy(buffer_);
}

void Shaper::shape(const ShapedText& text, const Item& item, WipedVector<ShapedGlyph>& glyphs) {
    const Fonts& fonts = text.typesetter->fonts();
    const auto& units = text.text.units;
    // All at once, while there is nothing in it: a buffer that grows leaves its text behind in the
    // block it moves from.
    CHECK(hb_buffer_pre_allocate(buffer_, room_for(item.end - item.begin)));
    hb_buffer_add_utf16(buffer_, reinterpret_cast<const std::uint16_t*>(units.data()),
                        static_cast<int>(units.size()), static_cast<unsigned>(item.begin),
                        static_cast<int>(item.end - item.begin));
    hb_buffer_set_cluster_level(buffer_, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_direction(buffer_, item.level & 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer_, hb_script_from_iso15924_tag(item.script));
    hb_buffer_set_language(buffer_, hb_language_from_string(text.style.locale.tag.c_str(), -1));
    const int at_begin = item.begin == 0 ? HB_BUFFER_FLAG_BOT : HB_BUFFER_FLAG_DEFAULT;
    const int at_end = item.end == units.size() ? HB_BUFFER_FLAG_EOT : HB_BUFFER_FLAG_DEFAULT;
    hb_buffer_set_flags(buffer_, static_cast<hb_buffer_flags_t>(at_begin | at_end));
    hb_shape(fonts.shaping_font(item.face), buffer_, nullptr, 0);

    unsigned count = 0;
    const hb_glyph_info_t* infos = hb_buffer_get_glyph_infos(buffer_, &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer_, nullptr);
    const float scale = text.style.px / fonts.units_per_em(item.face);
    for (unsigned i = 0; i < count; ++i) {
        ShapedGlyph glyph{.id = infos[i].codepoint,
                          .cluster = infos[i].cluster,
                          .advance = static_cast<float>(positions[i].x_advance) * scale,
                          .x_offset = static_cast<float>(positions[i].x_offset) * scale,
                          .y_offset = static_cast<float>(positions[i].y_offset) * scale,
                          .unsafe_to_break = (hb_glyph_info_get_glyph_flags(&infos[i]) &
                                              HB_GLYPH_FLAG_UNSAFE_TO_BREAK) != 0};
        replace_tab(text, item, glyph);
        glyphs.push_back(glyph);
    }
    wipe(std::max(count, room_for(item.end - item.begin)));
}

void Shaper::wipe(unsigned length) {
    // HarfBuzz clears by setting the length to 0. Growing an empty buffer fills it with zeros, and
    // asking for its positions fills those; both within the room that it was given before.
    hb_buffer_clear_contents(buffer_);
    CHECK(hb_buffer_set_length(buffer_, length));
    hb_buffer_get_glyph_positions(buffer_, nullptr);
    hb_buffer_clear_contents(buffer_);
}

} // namespace i18n
