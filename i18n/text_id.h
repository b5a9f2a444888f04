// The only way to name a sentence that a person reads. Carries no text.
#pragma once

#include <compare>
#include <cstddef>
#include <string_view>

namespace i18n {

/// The key of one message in the catalogues ("nav.next", "form.danger.now"). The characters are not
/// owned: they are a literal, or belong to the form, which outlives every screen.
struct TextId {
    std::string_view key;

    constexpr bool empty() const { return key.empty(); }
    friend constexpr auto operator<=>(const TextId&, const TextId&) = default;
};

inline namespace literals {
/// "nav.next"_text
constexpr TextId operator""_text(const char* key, std::size_t length) {
    return {{key, length}};
}
} // namespace literals

} // namespace i18n
