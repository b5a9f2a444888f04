#include "i18n/key_sequences.h"

#include "i18n/icu.h"

#include <algorithm>

namespace i18n {
namespace {

bool is_keys(std::string_view keys) {
    return !keys.empty() && keys.size() <= kLongestSequence &&
           std::ranges::all_of(keys, [](char c) { return c > ' ' && c <= '~'; });
}

bool is_letter(std::string_view text) {
    std::size_t at = 0;
    return !text.empty() && u_isgraph(next_in_utf8(text, at)) != 0 && at == text.size();
}

std::string_view last_of(std::string_view text) {
    std::size_t at = text.size();
    while (at > 0 && U8_IS_TRAIL(text[at - 1])) {
        --at;
    }
    return text.substr(at > 0 ? at - 1 : 0);
}

Rewrite written(std::size_t taken, const KeySequence& sequence) {
    return {taken, {sequence.text.begin(), sequence.text.end()}};
}

} // namespace

bool KeySequences::add(KeySequence sequence) {
    const bool follows = all_.empty() || all_.back().keys < sequence.keys;
    if (!is_keys(sequence.keys) || !is_letter(sequence.text) || !follows) {
        return false;
    }
    all_.push_back(std::move(sequence));
    return true;
}

const KeySequence* KeySequences::find(std::string_view keys) const {
    const auto at = std::ranges::lower_bound(all_, keys, {}, &KeySequence::keys);
    return at != all_.end() && at->keys == keys ? &*at : nullptr;
}

const KeySequence* KeySequences::grown(std::string_view last, char key) const {
    const KeySequence* found = nullptr;
    for (const KeySequence& sequence : all_) {
        if (found == nullptr && sequence.text == last) {
            found = find(sequence.keys + key);
        }
    }
    return found;
}

std::optional<Rewrite> KeySequences::type(std::string_view before, char32_t key) const {
    if (key <= U' ' || key > U'~') {
        return std::nullopt;
    }
    const char typed = static_cast<char>(key);
    const std::string_view last = last_of(before);
    if (const KeySequence* longer = last.empty() ? nullptr : grown(last, typed)) {
        return written(last.size(), *longer);
    }
    const KeySequence* own = find({&typed, 1});
    return own == nullptr ? std::nullopt : std::optional(written(0, *own));
}

} // namespace i18n
