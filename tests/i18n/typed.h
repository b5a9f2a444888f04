// What comes of keys that are struck one after another with the caret at the end.
#pragma once

#include "i18n/telex.h"
#include "i18n/utf8.h"

#include <optional>
#include <string>

namespace i18n_tests {

/// `make`: what a method makes of the text before the caret and a key.
template <class Keys, class Make>
std::string typed(const Keys& keys, const Make& make) {
    std::string text;
    for (const auto key : keys) {
        const auto code = static_cast<char32_t>(key);
        if (const std::optional<i18n::Rewrite> rewrite = make(text, code)) {
            text.resize(text.size() - rewrite->taken);
            text += rewrite->view();
        } else {
            i18n::append_utf8(text, code);
        }
    }
    return text;
}

} // namespace i18n_tests
