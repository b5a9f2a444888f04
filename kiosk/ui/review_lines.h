// What she answered on one page, as the lines of its card on the review. Draws nothing.
#pragma once

#include "kiosk/ui/ui.h"

namespace ui {

enum class LineKind {
    Answer,
    Quiet, ///< no answer: skipped, not known, left empty
    Label, ///< the question of one part of a page, above its answers
};

/// One line of a card: a sentence, or `own` words of hers that are only looked at. What is made out
/// of her answer (a day, a number) lies in `made`, in locked memory, and `own` looks at it.
struct Line {
    i18n::Text text;
    std::string_view own;
    LineKind kind = LineKind::Answer;
    crypto::SecretText made;
};

/// A date as she said it, and a whole one also as the papers here have it: a line for each, with
/// its calendar where there is more than one.
std::vector<crypto::SecretText> words_of_date(const intake::PartialDate& date,
                                              const i18n::LocaleId& language);

/// The answers at and below `nodes`, the instances of one page. A page that was skipped as a whole
/// says so once.
std::vector<Line> review_lines(Ui& ui, std::span<const intake::NodeId> nodes);

} // namespace ui
