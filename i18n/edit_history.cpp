#include "i18n/edit_history.h"

#include <utility>

namespace i18n {

/// Typing on behind what was typed, up to the next space; or taking away what stands before what
/// was taken away.
bool EditHistory::goes_on(std::size_t begin, std::string_view removed,
                          std::string_view inserted) const {
    if (parted_ || edits_.empty()) {
        return false;
    }
    const Edit& last = edits_.back();
    if (removed.empty()) {
        const bool new_word = inserted.starts_with(' ') || inserted.starts_with('\n');
        return last.inserted > 0 && begin == last.begin + last.inserted && !new_word;
    }
    return inserted.empty() && last.inserted == 0 && begin + removed.size() == last.begin;
}

void EditHistory::note(std::size_t begin, std::string_view removed, std::string_view inserted,
                       Caret caret, std::size_t anchor) {
    if (goes_on(begin, removed, inserted)) {
        Edit& last = edits_.back();
        last.inserted += inserted.size();
        last.removed.replace(0, 0, removed);
        last.begin = removed.empty() ? last.begin : begin;
        return;
    }
    if (edits_.size() == kMost) {
        edits_.erase(edits_.begin());
    }
    edits_.push_back({begin, crypto::SecretText(removed), inserted.size(), caret, anchor});
    parted_ = false;
}

std::optional<Edit> EditHistory::take() {
    if (edits_.empty()) {
        return std::nullopt;
    }
    std::optional<Edit> last = std::move(edits_.back());
    edits_.pop_back();
    parted_ = true;
    return last;
}

void EditHistory::clear() {
    edits_.clear();
    parted_ = true;
}

} // namespace i18n
