// What a text looks like to somebody who looks over her shoulder: one bullet for each character.
// It changes no text.
#pragma once

#include "i18n/paragraph.h"
#include "i18n/wiping.h"

#include <cstddef>
#include <string_view>

namespace i18n {

/// As many bullets as `utf8` has grapheme clusters (UAX 29), a newline being one: nothing but their
/// number is told.
WipedVector<char> mask_of(std::string_view utf8, const LocaleId& locale, Typesetter& typesetter);
/// Where the place `offset` of the text is in its mask; inside a cluster: before it.
std::size_t place_in_mask(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                          Typesetter& typesetter);
/// Where the place `offset` of the mask is in the text.
std::size_t place_in_text(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                          Typesetter& typesetter);
/// Where the cluster begins that stands before `offset` or around it.
std::size_t cluster_before(std::string_view utf8, std::size_t offset, const LocaleId& locale,
                           Typesetter& typesetter);

} // namespace i18n
