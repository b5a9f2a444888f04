// Where the letters stand that a key holds.
#include "kiosk/ui/furniture.h"
#include "kiosk/ui/keyboard_keys.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t kChoicesInRow = 8;

} // namespace

std::vector<PlacedKey> place_choices(const Ui& ui, const PlacedKey& key) {
    const Metrics& m = ui.m();
    const float gap = m.key_gap();
    const std::size_t count = key.state->more.size();
    const std::size_t across = std::min(count, kChoicesInRow);
    const std::size_t rows = (count + across - 1) / across;
    const float width = std::max(key.area.w, m.least_key()) + gap;
    const float height = key.area.h + gap;
    const float whole = static_cast<float>(across) * width;
    const float margin = 4 * m.finger();
    const float x = std::clamp(key.area.centre().x - whole / 2, margin,
                               std::max(margin, m.width - margin - whole));
    const float above = key.area.y - 1.2F * gap - static_cast<float>(rows) * height;
    // A family of letters shows at every touch: it must not hide what is being written.
    const bool below = opens_at_once(ui, key) && above < keyboard_area(ui).y - 2 * gap;
    const float y = below ? key.area.bottom() + 0.2F * gap : above;
    std::vector<PlacedKey> choices;
    for (std::size_t i = 0; i < count; ++i) {
        PlacedKey& choice = choices.emplace_back();
        const auto column = static_cast<float>(i % across);
        const auto row = static_cast<float>(i / across);
        choice.cell = {x + column * width, y + row * height, width, height};
        choice.area = choice.cell.inset(gap / 2);
        choice.id = "keyboard.choice." + key.state->more[i];
        choice.label = i18n::key_label(key.state->more[i]);
        choice.name = ui.as_said(choice.label);
    }
    return choices;
}

bool opens_at_once(const Ui& ui, const PlacedKey& key) {
    return ui.house.keyboard(ui.session.language)->opens_at_once && key.state != nullptr &&
           !key.state->more.empty() && key.state->more.front() == key.state->text;
}

Rect around(const std::vector<PlacedKey>& keys) {
    Rect whole = keys.front().cell;
    for (const PlacedKey& key : keys) {
        const float end = std::max(whole.end(), key.cell.end());
        const float bottom = std::max(whole.bottom(), key.cell.bottom());
        whole.x = std::min(whole.x, key.cell.x);
        whole.y = std::min(whole.y, key.cell.y);
        whole.w = end - whole.x;
        whole.h = bottom - whole.y;
    }
    return whole;
}

} // namespace ui
