// A hardware layout out of xkb-data, read by libxkbcommon without an X server: what stands on each
// key. For the build tool only; nothing at run time knows a hardware layout.
#pragma once

#include <array>
#include <expected>
#include <map>
#include <string>

namespace i18n {

/// Levels 1 to 4 of a key, each the UTF-8 of what it types; empty: nothing, or a dead key. What is
/// written with those is in the language's exemplar characters.
using XkbLevels = std::array<std::string, 4>;
/// By the key's name: "AD01" is the first of the row below the digits.
using XkbLayout = std::map<std::string, XkbLevels, std::less<>>;

/// `name`: LAYOUT or LAYOUT:VARIANT. The error says what is wrong with it.
std::expected<XkbLayout, std::string> read_xkb_layout(const std::string& name);

} // namespace i18n
