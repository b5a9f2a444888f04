#include "kiosk/ui/candidate_row.h"

#include "kiosk/ui/typing_method.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

constexpr float kSpellingUnits = 2.6F; // widths of a letter, for as many as a syllable has
constexpr float kTurnUnits = 1;

Look candidate_look(const Ui& ui, const PlacedKey& key) {
    const bool spelling = key.role == KeyRole::Spelling;
    return {.locale = ui.session.language,
            .direction = i18n::Direction::LeftToRight,
            .px = std::min(ui.m().of(spelling ? 2.2F : 3.1F), key.area.h * 0.5F),
            .weight = i18n::Weight::Regular,
            .color = spelling ? ui.colors().quiet : ui.colors().text,
            .align = spelling ? i18n::Align::End : i18n::Align::Center};
}

/// Places the row from its start edge.
class Row {
public:
    Row(const Ui& ui, const Rect& row, float cell, std::vector<PlacedKey>& keys)
        : ui_(ui), row_(row), cell_(cell), x_(row.x), keys_(keys) {}

    void place() {
        Composition& composition = ui_.view.composition;
        const auto candidates = candidates_of(ui_);
        const float units = (row_.w + ui_.m().key_gap()) / cell_;
        composition.shown =
            static_cast<std::size_t>(units - kSpellingUnits - 2 * kTurnUnits + 0.01F);
        add_text(KeyRole::Spelling, "keyboard.spelling", composition.spelling.view(),
                 kSpellingUnits);
        for (std::size_t i = 0; i < std::min(composition.shown, candidates.size()); ++i) {
            add_text(KeyRole::Candidate, "keyboard.candidate." + std::to_string(i + 1),
                     candidates[i].text, 1);
        }
        x_ = row_.end() - 2 * kTurnUnits * cell_ + ui_.m().key_gap();
        if (composition.first > 0 || candidates.size() > composition.shown) {
            add_turn(KeyRole::Earlier, "keyboard.earlier", "nav.less"_text, "chevron-up");
            add_turn(KeyRole::Later, "keyboard.later", "nav.more"_text, "chevron-down");
        }
    }

private:
    PlacedKey& add(KeyRole role, std::string id, float units) {
        const float gap = ui_.m().key_gap();
        PlacedKey& key = keys_.emplace_back();
        key.role = role;
        key.id = std::move(id);
        key.area = {x_, row_.y, units * cell_ - gap, row_.h};
        key.cell = key.area.inset(-gap / 2);
        x_ += units * cell_;
        return key;
    }

    void add_text(KeyRole role, std::string id, std::string_view text, float units) {
        if (!text.empty()) {
            PlacedKey& key = add(role, std::move(id), units);
            key.writes = role == KeyRole::Candidate ? text : std::string_view{};
        } else {
            x_ += units * cell_;
        }
    }

    void add_turn(KeyRole role, std::string id, i18n::TextId name, const char* icon) {
        PlacedKey& key = add(role, std::move(id), kTurnUnits);
        key.name = ui_.say(name);
        key.icon = icon;
    }

    const Ui& ui_;
    Rect row_;
    float cell_;
    float x_;
    std::vector<PlacedKey>& keys_;
};

} // namespace

bool has_candidate_row(const Ui& ui) {
    const KeyboardView& view = ui.view.keyboard;
    const bool digits = view.open && view.open->digits;
    return !digits && ui.house.keyboard(ui.session.language)->method == i18n::Method::Spelling;
}

void place_candidates(const Ui& ui, const Rect& row, float cell, std::vector<PlacedKey>& keys) {
    Row(ui, row, cell, keys).place();
}

std::string_view words_on(const Ui& ui, const PlacedKey& key) {
    return key.role == KeyRole::Spelling ? ui.view.composition.spelling.view() : key.writes;
}

void draw_candidate(Ui& ui, const PlacedKey& key) {
    const Look look = candidate_look(ui, key);
    Rect area = key.area;
    area.h = ui.painter.measure_own(words_on(ui, key), look, area.w);
    area.y += (key.area.h - area.h) / 2;
    ui.painter.draw_own(ui.canvas, words_on(ui, key), look, area);
}

} // namespace ui
