// Reads the line drawings of assets/icons: SVG files whose only shape is <path d="..."> with
// absolute M, L, H, V, C and Z. Anything else is refused, so that a drawing never half appears.
#pragma once

#include "kiosk/ui/geometry.h"

#include <expected>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct Stroke {
    std::vector<Point> points; ///< in the drawing's own units
    bool closed = false;
};

/// Curves are flattened to short lines. `side` is the width and height of the square view box.
struct Drawing {
    float side = 24;
    std::vector<Stroke> strokes;
};

/// The strokes of one `d` attribute; the error says what was not understood.
std::expected<std::vector<Stroke>, std::string> parse_path(std::string_view d);
/// A whole SVG file.
std::expected<Drawing, std::string> parse_svg(std::string_view svg);

} // namespace ui
