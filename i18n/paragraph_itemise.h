// Divides a text into stretches that HarfBuzz can shape: one direction, one script, one face.
#pragma once

#include "i18n/paragraph_text.h"

namespace i18n {

/// Fills levels, paragraphs and items from text, flags and style (UAX 9; UAX 24 with paired
/// brackets; the face decided for each grapheme cluster).
void itemise(ShapedText& text);

} // namespace i18n
