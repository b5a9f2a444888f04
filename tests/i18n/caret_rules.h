// What holds of every caret's way through a layout: keys reach everything, and nothing else.
#pragma once

#include "tests/i18n/text_rules.h"

namespace i18n_tests {

/// The first rule about steps that the layout breaks; empty if all hold.
std::string broken_step(const Shown& shown, const i18n::Layout& layout);

} // namespace i18n_tests
