#include "i18n/ellipsis.h"

#include "i18n/wiping.h"

#include <algorithm>
#include <utility>

namespace i18n {
namespace {

constexpr std::string_view kEllipsis = "…";

bool fits(const Paragraph& paragraph, float max_width, std::size_t lines) {
    const Layout layout = paragraph.lay_out(max_width);
    return layout.lines().size() <= lines && layout.width() <= max_width;
}

std::string_view without_spaces(std::string_view utf8) {
    while (!utf8.empty() && (utf8.back() == ' ' || utf8.back() == '\n')) {
        utf8.remove_suffix(1);
    }
    return utf8;
}

/// The part before `end`, with the ellipsis. What steers the direction of the text stays as it was:
/// the base is asked for, since the part may have no strong letter any more.
Paragraph cut(std::string_view utf8, TextStyle style, Typesetter& typesetter, Direction base) {
    const std::string_view kept = without_spaces(utf8);
    WipedVector<char> text(kept.begin(), kept.end());
    text.insert(text.end(), kEllipsis.begin(), kEllipsis.end());
    style.base = base;
    return Paragraph::shape({text.data(), text.size()}, style, typesetter);
}

} // namespace

Paragraph ellipsized(std::string_view utf8, const TextStyle& style, Typesetter& typesetter,
                     float max_width, std::size_t lines) {
    Paragraph whole = Paragraph::shape(utf8, style, typesetter);
    if (fits(whole, max_width, lines)) {
        return whole;
    }
    // The lines that have room say where to begin; the ellipsis may cost a few characters more.
    const Layout layout = whole.lay_out(max_width);
    const std::size_t shown = std::min(lines, layout.lines().size());
    Caret end{layout.lines()[shown - 1].next, Affinity::Downstream};
    for (;;) {
        Paragraph part = cut(utf8.substr(0, end.offset), style, typesetter, whole.direction());
        const Caret before = layout.previous(end);
        if (fits(part, max_width, lines) || before.offset >= end.offset) {
            return part;
        }
        end = before;
    }
}

} // namespace i18n
