// One page's answers as a row of the review's list: the question, what she answered, "Change".
// Which answers there are: review_lines.h; which rows: screen_review.cpp.
#pragma once

#include "kiosk/ui/column.h"
#include "kiosk/ui/review_lines.h"

namespace ui {

/// `page`: where it leads. `answered`: false for one that she passed over.
struct Card {
    std::string id;
    i18n::Text question;
    std::vector<Line> lines;
    std::size_t page = 0;
    bool answered = true;
    float most_question = 0; ///< height that the question may take; set by add_card()
};

/// Adds it to the list, `gap` below what stands above. One that no page holds is cut: it leads to
/// the page that has all of it.
void add_card(Ui& ui, Column& column, Card card, float gap);

} // namespace ui
