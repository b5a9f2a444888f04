#include "kiosk/ui/keyboard_keys.h"

#include "kiosk/ui/candidate_row.h"
#include "kiosk/ui/furniture.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;
using i18n::KeyboardPage;
using i18n::PageKind;

namespace {

constexpr float kSideKey = 1.35F; // widths of a letter: Shift and backspace
constexpr float kPageKey = 1.9F;
constexpr float kDoneKey = 2.4F;
constexpr float kLeastUnits = 11; // the last row has to have room for a space bar

const i18n::Keyboard& keyboard_of(const Ui& ui) {
    return *ui.house.keyboard(ui.session.language);
}

/// A field for digits needs no letters and no signs.
bool digits_only(const Ui& ui) {
    const auto& open = ui.view.keyboard.open;
    return open && open->digits;
}

std::span<const i18n::KeyRow> rows_of(const Ui& ui, const KeyboardPage& page) {
    const std::span<const i18n::KeyRow> rows = page.rows;
    return digits_only(ui) ? rows.first(1) : rows;
}

/// Widths of a letter that the keys at the sides of the row take.
float sides_of(const Ui& ui, const KeyboardPage& page, bool last) {
    if (!last) {
        return 0;
    }
    return kSideKey + (digits_only(ui) ? kDoneKey : page.shifts ? kSideKey : 0);
}

/// What all pages have in common, so that nothing jumps from one to the other.
struct Shape {
    std::size_t rows = 0; ///< of the page with the most, the space bar's among them
    float units = kLeastUnits;
};

Shape shape_of(const Ui& ui) {
    Shape shape;
    for (const auto& there : keyboard_of(ui).pages) {
        if (!there) {
            continue;
        }
        const KeyboardPage& page = *there;
        const auto rows = rows_of(ui, page);
        const bool above =
            &page == keyboard_of(ui).page(PageKind::Letters) && has_candidate_row(ui);
        const std::size_t beside = above ? 2 : 1;
        shape.rows = std::max(shape.rows, digits_only(ui) ? 1 : rows.size() + beside);
        for (const i18n::KeyRow& row : rows) {
            const float sides = sides_of(ui, page, &row == &rows.back());
            shape.units = std::max(shape.units, static_cast<float>(row.size()) + sides);
        }
    }
    return shape;
}

/// Fills the rows of one page from the top.
class Placing {
public:
    Placing(const Ui& ui, const Rect& whole, float units)
        : ui_(ui), page_(*keyboard_of(ui).page(ui.view.keyboard.page)), whole_(whole),
          gap_(ui.m().key_gap()), cell_((whole.w + gap_) / units) {}

    std::vector<PlacedKey> place() {
        const auto rows = rows_of(ui_, page_);
        const bool above = ui_.view.keyboard.page == PageKind::Letters && has_candidate_row(ui_);
        const std::size_t count = digits_only(ui_) ? 1 : rows.size() + (above ? 2 : 1);
        key_height_ = (whole_.h + gap_) / static_cast<float>(count) - gap_;
        if (above) {
            place_candidates(ui_, {whole_.x, y_, whole_.w, key_height_}, cell_, keys_);
            y_ += key_height_ + gap_;
        }
        for (const i18n::KeyRow& row : rows) {
            place_row(row, &row == &rows.back());
            y_ += key_height_ + gap_;
        }
        if (!digits_only(ui_)) {
            place_last_row();
        }
        return std::move(keys_);
    }

private:
    void place_row(const i18n::KeyRow& row, bool last) {
        const auto count = static_cast<float>(row.size());
        const float width = (count + sides_of(ui_, page_, last)) * cell_;
        float x = whole_.x + (whole_.w + gap_ - width) / 2;
        if (last && page_.shifts && !digits_only(ui_)) {
            add_furniture(KeyRole::Shift, x, kSideKey);
            x += kSideKey * cell_;
        }
        // From left to right on the glass: the row is placed there and seen from the start edge.
        for (std::size_t i = 0; i < row.size(); ++i) {
            const auto at = static_cast<float>(i);
            add_text(row[i], x + (ui_.right_to_left() ? count - 1 - at : at) * cell_);
        }
        x += count * cell_;
        if (last) {
            add_furniture(KeyRole::Backspace, x, kSideKey);
        }
        if (last && digits_only(ui_)) {
            add_furniture(KeyRole::Done, x + kSideKey * cell_, kDoneKey);
        }
    }

    /// One key of the last row; the space bar takes what the others leave.
    struct Last {
        KeyRole role;
        float units;
        const i18n::KeyboardKey* text = nullptr;
    };

    std::vector<Last> last_row() const {
        const PageKind shown = ui_.view.keyboard.page;
        std::vector<Last> row;
        row.push_back({shown == PageKind::Digits ? KeyRole::Letters : KeyRole::Digits, kPageKey});
        if (keyboard_of(ui_).page(PageKind::Latin) != nullptr) {
            row.push_back({shown == PageKind::Latin ? KeyRole::Letters : KeyRole::Latin, kPageKey});
        }
        const i18n::KeyRow& beside = page_.beside;
        for (std::size_t i = 0; i < beside.size() / 2; ++i) {
            row.push_back({KeyRole::Text, 1, &beside[i]});
        }
        row.push_back({KeyRole::Space, 0});
        for (std::size_t i = beside.size() / 2; i < beside.size(); ++i) {
            row.push_back({KeyRole::Text, 1, &beside[i]});
        }
        if (const auto& open = ui_.view.keyboard.open; open && open->several_lines) {
            row.push_back({KeyRole::Enter, kSideKey});
        }
        row.push_back({KeyRole::Done, kDoneKey});
        return row;
    }

    void place_last_row() {
        const std::vector<Last> row = last_row();
        float left = (whole_.w + gap_) / cell_;
        for (const Last& key : row) {
            left -= key.units;
        }
        float x = whole_.x;
        for (const Last& key : row) {
            const float units = key.role == KeyRole::Space ? left : key.units;
            if (key.text != nullptr) {
                add_text(*key.text, x);
            } else {
                add_furniture(key.role, x, units);
            }
            x += units * cell_;
        }
    }

    PlacedKey& add(KeyRole role, float x, float units) {
        PlacedKey& key = keys_.emplace_back();
        key.role = role;
        key.area = {x, y_, units * cell_ - gap_, key_height_};
        key.cell = key.area.inset(-gap_ / 2);
        return key;
    }

    void add_text(const i18n::KeyboardKey& from, float x) {
        PlacedKey& key = add(KeyRole::Text, x, 1);
        key.state = ui_.view.keyboard.shift ? &from.shifted : &from.plain;
        key.id = "keyboard." + from.plain.text; // the same in both states
        key.label = i18n::key_label(key.state->text);
        key.name = ui_.as_said(key.label);
    }

    void add_furniture(KeyRole role, float x, float units) {
        PlacedKey& key = add(role, x, units);
        const i18n::Keyboard& keyboard = keyboard_of(ui_);
        const auto named = [&](i18n::TextId text) {
            key.id = text.key;
            key.name = ui_.say(text);
        };
        switch (role) {
        case KeyRole::Space:
            return named("keyboard.space"_text);
        case KeyRole::Backspace:
            key.icon = "backspace";
            return named("keyboard.backspace"_text);
        case KeyRole::Shift:
            key.icon = "shift";
            return named("keyboard.shift"_text);
        case KeyRole::Enter:
            key.icon = "new-line";
            return named("keyboard.enter"_text);
        case KeyRole::Latin:
            key.label = "abc";
            return named("keyboard.latin"_text);
        case KeyRole::Digits:
            key.label = i18n::native_digits("123", keyboard.language);
            return named("keyboard.digits"_text);
        case KeyRole::Letters:
            key.label = keyboard.page(PageKind::Latin) == nullptr
                            ? "abc"
                            : i18n::native_name(keyboard.language);
            return named("keyboard.letters"_text);
        default:
            return named("keyboard.done"_text);
        }
    }

    const Ui& ui_;
    const KeyboardPage& page_;
    Rect whole_;
    float gap_;
    float cell_; ///< width of a letter with its gap
    float key_height_ = 0;
    float y_ = whole_.y;
    std::vector<PlacedKey> keys_;
};

} // namespace

bool keyboard_shows(const Ui& ui) {
    const i18n::Keyboard* keyboard = ui.house.keyboard(ui.session.language);
    return ui.view.keyboard.open && keyboard != nullptr &&
           ui.view.keyboard.language == keyboard->language;
}

float keyboard_height(const Ui& ui, float room) {
    if (!keyboard_shows(ui)) {
        return 0;
    }
    const Metrics& m = ui.m();
    const auto rows = static_cast<float>(shape_of(ui).rows);
    const float gaps = (rows - 1) * m.key_gap();
    const float usual = std::min(rows * m.usual_key() + gaps, m.most_keys());
    const bool finds = ui.view.keyboard.open && ui.view.keyboard.open->finds;
    const float beside = finds ? m.beside_keys_found() : m.beside_keys();
    const float key = (std::min(usual, room - beside) - gaps) / rows;
    return std::max(key, m.least_key()) * rows + gaps;
}

std::vector<PlacedKey> place_keys(const Ui& ui) {
    const Metrics& m = ui.m();
    const Shape shape = shape_of(ui);
    // The page's own margin, unless the keys would become too small for a finger.
    const float needed = shape.units * (m.least_key() + m.key_gap());
    const float margin = std::min(m.margin(), std::max(4 * m.finger(), (m.width - needed) / 2));
    const float widest = shape.units * (m.widest_key() + m.key_gap()) - m.key_gap();
    const float width = std::min(m.width - 2 * margin, widest);
    const Rect place = keyboard_area(ui);
    return Placing(ui, {(m.width - width) / 2, place.y, width, place.h}, shape.units).place();
}

} // namespace ui
