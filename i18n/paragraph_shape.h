// The only caller of hb_shape.
#pragma once

#include "i18n/paragraph_text.h"

#include <memory>

struct hb_buffer_t;

namespace i18n {

/// HarfBuzz with one buffer that is used again and wiped after each use.
class Shaper {
public:
    Shaper();
    ~Shaper();
    Shaper(const Shaper&) = delete;
    Shaper& operator=(const Shaper&) = delete;

    /// Appends the glyphs of `item`, in visual order. The whole text is the context, so that a line
    /// that begins inside a word joins as if it did not.
    void shape(const ShapedText& text, const Item& item, WipedVector<ShapedGlyph>& glyphs);

private:
    void wipe(unsigned length);
    hb_buffer_t* buffer_;
};

} // namespace i18n
