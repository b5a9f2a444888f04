#include "kiosk/intake/new_answers.h"

#include <algorithm>

namespace intake {
namespace {

std::uint64_t number_of(const PartialDate& date) {
    const i18n::PartialDay said = said_of(date).day;
    constexpr std::uint64_t kMoreThanDays = 100;
    return (static_cast<std::uint64_t>(said.year) * kMoreThanDays + said.month) * kMoreThanDays +
           said.day;
}

} // namespace

bool NewAnswers::is_new(const One& one) {
    if (std::ranges::find(given_, one) != given_.end()) {
        return false;
    }
    given_.push_back(one);
    return true;
}

bool NewAnswers::is_longer(const One& written) {
    const auto longest = std::ranges::find(written_, written.node, &One::node);
    if (longest == written_.end()) {
        written_.push_back(written);
        return true;
    }
    const bool longer = written.value > longest->value;
    longest->value = std::max(longest->value, written.value);
    return longer;
}

void NewAnswers::gave(NodeId node, const Given& given) {
    bool counts = false;
    if (const auto* value = std::get_if<std::uint64_t>(&given)) {
        counts = is_new({node, *value});
    } else if (const auto* date = std::get_if<PartialDate>(&given)) {
        counts = is_new({node, number_of(*date)});
    } else if (const auto* words = std::get_if<Words>(&given)) {
        counts = is_longer({node, words->bytes});
    }
    count_ += counts ? 1 : 0;
}

} // namespace intake
