// The row above the keys, where what is being spelled stands and what it may mean is chosen.
#pragma once

#include "kiosk/ui/keyboard_keys.h"

namespace ui {

/// The keyboard that shows has such a row on the page that shows.
bool has_candidate_row(const Ui& ui);
/// Fills `row`, whose cells are `cell` wide with their gaps. As many candidates as there is room
/// for, and two keys that turn to the others.
void place_candidates(const Ui& ui, const Rect& row, float cell, std::vector<PlacedKey>& keys);
/// What stands on a candidate, or the letters themselves as they are now.
std::string_view words_on(const Ui& ui, const PlacedKey& key);
/// Draws a candidate or the letters: a person's own words, shaped for this frame only.
void draw_candidate(Ui& ui, const PlacedKey& key);

} // namespace ui
