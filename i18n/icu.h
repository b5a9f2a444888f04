// The only file of the product that includes ICU. What ICU throws is nothing: its C++ classes
// report through UErrorCode, so callers check that and turn it into std::expected or a CHECK.
#pragma once

// ICU's C++ names stay behind icu::, so that nothing of it leaks into ours.
#ifndef U_USING_ICU_NAMESPACE
#define U_USING_ICU_NAMESPACE 0
#endif

#include <unicode/coll.h>
#include <unicode/datefmt.h>
#include <unicode/dtfmtsym.h>
#include <unicode/dtitvfmt.h>
#include <unicode/dtptngen.h>
#include <unicode/gregocal.h>
#include <unicode/listformatter.h>
#include <unicode/locdspnm.h>
#include <unicode/locid.h>
#include <unicode/messagepattern.h>
#include <unicode/msgfmt.h>
#include <unicode/numfmt.h>
#include <unicode/numsys.h>
#include <unicode/plurrule.h>
#include <unicode/simpletz.h>
#include <unicode/smpdtfmt.h>
#include <unicode/ubidi.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/unistr.h>
#include <unicode/unorm2.h>
#include <unicode/ures.h>
#include <unicode/uscript.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace i18n {

/// The code point at `at`, which moves past it; negative for bytes that are not UTF-8.
// NOLINTNEXTLINE(readability-function-size): all its nesting is U8_NEXT's
inline UChar32 next_in_utf8(std::string_view text, std::size_t& at) {
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 code_point = 0;
    U8_NEXT(bytes, at, text.size(), code_point);
    return code_point;
}

} // namespace i18n
