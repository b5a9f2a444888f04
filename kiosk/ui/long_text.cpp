#include "kiosk/ui/long_text.h"

#include <algorithm>

namespace ui {
namespace {

// Where `sign` stands nearest to the middle, not at an end; npos if nowhere.
std::size_t nearest_to_middle(std::string_view text, char sign) {
    const std::size_t middle = text.size() / 2;
    const std::size_t before = text.rfind(sign, middle);
    const std::size_t after = text.find(sign, middle);
    const auto inside = [&](std::size_t at) {
        return at != std::string_view::npos && at > 0 && at + 1 < text.size();
    };
    if (!inside(before)) {
        return inside(after) ? after : std::string_view::npos;
    }
    return inside(after) && after - middle < middle - before ? after : before;
}

} // namespace

std::vector<i18n::Text> pieces_of(Ui& ui, const i18n::Text& text, Type type, float width,
                                  float height) {
    if (measure(ui, text, type, width).h <= height) {
        return {text};
    }
    std::size_t cut = nearest_to_middle(text.utf8, '\n');
    if (cut == std::string::npos) {
        cut = nearest_to_middle(text.utf8, ' ');
    }
    if (cut == std::string::npos) {
        return {text};
    }
    i18n::Text first = text;
    i18n::Text second = text;
    first.utf8.resize(cut);
    second.utf8.erase(0, cut + 1);
    std::vector<i18n::Text> pieces = pieces_of(ui, first, type, width, height);
    std::ranges::move(pieces_of(ui, second, type, width, height), std::back_inserter(pieces));
    return pieces;
}

} // namespace ui
