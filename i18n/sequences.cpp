#include "i18n/sequences.h"

#include "i18n/icu.h"

#include <thai/thinp.h>

namespace i18n {
namespace {

/// Letters and signs of the block Thai, which is what libthai knows.
bool is_thai(UChar32 c) {
    return c >= 0xE01 && c <= 0xE5B;
}

/// As libthai counts: TIS-620, which has the block in the same order from 0xA0 on.
thchar_t tis_of(UChar32 c) {
    constexpr UChar32 kBlock = 0xE00;
    constexpr UChar32 kBase = 0xA0;
    return is_thai(c) ? static_cast<thchar_t>(c - kBlock + kBase) : thchar_t{' '};
}

/// Whether libthai would take each Thai sign behind the character before it.
bool thai_accepts(std::string_view utf8) {
    thchar_t before = tis_of(U' ');
    for (std::size_t at = 0; at < utf8.size();) {
        const thchar_t here = tis_of(next_in_utf8(utf8, at));
        if (th_isaccept(before, here, ISC_BASICCHECK) == 0) {
            return false;
        }
        before = here;
    }
    return true;
}

} // namespace

bool has_stray_sign(std::string_view utf8, const TextStyle& style, Typesetter& typesetter) {
    return !thai_accepts(utf8) || Paragraph::shape(utf8, style, typesetter).dotted_circles() > 0;
}

} // namespace i18n
