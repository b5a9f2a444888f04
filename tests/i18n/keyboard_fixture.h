// The keyboards as the build made them, for tests that judge what can be typed.
#pragma once

#include "i18n/icu.h"
#include "i18n/keyboard.h"
#include "tests/on_disk.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <string>

namespace i18n_tests {

inline i18n::Keyboard keyboard_of(const std::string& language) {
    const auto folder = std::filesystem::path(REFERRAL_BINARY_DIR) / "share/referral/keyboards";
    auto keyboard = on_disk::keyboard(folder / (language + ".kbd"));
    if (!keyboard) {
        FAIL(keyboard.error().sentence());
    }
    return std::move(*keyboard);
}

inline std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

} // namespace i18n_tests
