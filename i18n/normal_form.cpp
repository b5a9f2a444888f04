#include "i18n/normal_form.h"

#include "crypto/check.h"
#include "i18n/icu.h"
#include "i18n/paragraph_text.h"

namespace i18n {

WipedVector<char> nfc(std::string_view utf8) {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* normalizer = unorm2_getNFCInstance(&status);
    const Utf16 source = utf16_of(utf8);
    const auto length = static_cast<std::int32_t>(source.units.size());
    WipedVector<char16_t> composed(source.units.size() * 3 +
                                   1); // NFC grows a unit threefold at most
    const std::int32_t size =
        unorm2_normalize(normalizer, source.units.data(), length, composed.data(),
                         static_cast<std::int32_t>(composed.size()), &status);
    WipedVector<char> result(static_cast<std::size_t>(size) * 3 + 1);
    std::int32_t bytes = 0;
    u_strToUTF8(result.data(), static_cast<std::int32_t>(result.size()), &bytes, composed.data(),
                size, &status);
    CHECK(U_SUCCESS(status));
    result.resize(static_cast<std::size_t>(bytes));
    return result;
}

} // namespace i18n
