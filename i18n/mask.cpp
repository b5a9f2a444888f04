#include "i18n/mask.h"

#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"

#include <algorithm>

namespace i18n {
namespace {

constexpr std::string_view kBullet = "\u2022";

/// Where clusters begin, in bytes, and where the last one ends. Never empty.
WipedVector<std::size_t> clusters_of(std::string_view utf8, const LocaleId& locale,
                                     Typesetter& typesetter) {
    const Utf16 text = utf16_of(utf8);
    const auto flags = typesetter.breaks().characters(text.units, locale);
    WipedVector<std::size_t> begins;
    for (std::size_t i = 0; i < flags.size(); ++i) {
        if (flags[i] & kCharacterBreak) {
            begins.push_back(text.offsets[i]);
        }
    }
    return begins;
}

} // namespace

WipedVector<char> mask_of(std::string_view utf8, const LocaleId& locale, Typesetter& typesetter) {
    const std::size_t count = clusters_of(utf8, locale, typesetter).size() - 1;
    WipedVector<char> bullets;
    bullets.reserve(count * kBullet.size());
    for (std::size_t i = 0; i < count; ++i) {
        bullets.insert(bullets.end(), kBullet.begin(), kBullet.end());
    }
    return bullets;
}

std::size_t place_in_mask(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                          Typesetter& typesetter) {
    const auto clusters = clusters_of(utf8, locale, typesetter);
    const auto after = std::ranges::upper_bound(clusters, offset);
    return static_cast<std::size_t>(after - clusters.begin() - 1) * kBullet.size();
}

std::size_t place_in_text(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                          Typesetter& typesetter) {
    const auto clusters = clusters_of(utf8, locale, typesetter);
    return clusters[std::min(offset / kBullet.size(), clusters.size() - 1)];
}

std::size_t cluster_before(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                           Typesetter& typesetter) {
    const auto clusters = clusters_of(utf8, locale, typesetter);
    const auto at = std::ranges::lower_bound(clusters, offset);
    return at == clusters.begin() ? 0 : *(at - 1);
}

} // namespace i18n
