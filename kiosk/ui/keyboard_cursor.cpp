#include "kiosk/ui/keyboard_cursor.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

constexpr float kFar = 100000; // further than anything on a screen

bool is_key(const PlacedKey& key) {
    return key.role != KeyRole::Spelling;
}

} // namespace

std::size_t key_near(const Ui& ui, const std::vector<PlacedKey>& keys, Point at) {
    const auto distance = [&](const PlacedKey& key) {
        const Point middle = ui.canvas.window(key.area).centre();
        const float apart = std::hypot(middle.x - at.x, middle.y - at.y);
        return is_key(key) ? apart : apart + kFar;
    };
    return static_cast<std::size_t>(std::ranges::min_element(keys, {}, distance) - keys.begin());
}

std::optional<std::size_t> key_beyond(const Ui& ui, const std::vector<PlacedKey>& keys, Point from,
                                      Key arrow) {
    const bool sideways = arrow == Key::Left || arrow == Key::Right;
    const float sign = arrow == Key::Left || arrow == Key::Up ? -1.0F : 1.0F;
    std::optional<std::size_t> best;
    float least = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const Point at = ui.canvas.window(keys[i].area).centre();
        const float along = sign * (sideways ? at.x - from.x : at.y - from.y);
        const float across = std::abs(sideways ? at.y - from.y : at.x - from.x);
        // A row counts for more than any place in it.
        const float cost = sideways ? along + kFar * across : kFar * along + across;
        const bool counts = along > 1 && (!sideways || across < 1) && is_key(keys[i]);
        if (counts && (!best || cost < least)) {
            best = i;
            least = cost;
        }
    }
    return best;
}

std::optional<std::size_t> key_under_cursor(const Ui& ui, const std::vector<PlacedKey>& keys) {
    const auto& cursor = ui.view.keyboard.cursor;
    return cursor && !keys.empty() ? std::optional(key_near(ui, keys, *cursor)) : std::nullopt;
}

} // namespace ui
