// A choice from a long list: a field to search it, what is chosen on top, what fits below. What is
// typed lives in the field alone, is looked up afresh in every frame, and goes with the page.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// More options than this are searched instead of read through.
inline constexpr std::size_t kSearchAbove = 40;
/// Up to so many, all can still be paged through.
inline constexpr std::size_t kListWhole = 300;

/// The node of the field is linkId.search, those of the tiles linkId.CODE.
void add_search(Ui& ui, Column& column, intake::NodeId node);

} // namespace ui
