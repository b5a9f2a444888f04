#include "i18n/locale.h"

#include "crypto/check.h"
#include "i18n/calendar.h"
#include "i18n/icu.h"

#include <algorithm>
#include <array>
#include <memory>

namespace i18n {

namespace {

/// Where ICU 72 alone would not do: another language that the readers understand, a tag with better
/// data (Dari would count in Latin digits), the name it lacks. Empty: as ICU has it.
struct Relative {
    std::string_view language, reads, formats, name;
};
constexpr std::array kRelatives{
    Relative{"en", "", "en-FI",
             ""}, // the day before the month, as the forms of this country have it
    Relative{"prs", "fa", "fa-AF", "دری"},
    Relative{"kmr", "", "ku", "Kurmancî"},
};

const Relative* relative_of(const LocaleId& locale) {
    const auto language = std::string_view(locale.tag).substr(0, locale.tag.find('-'));
    const auto found = std::ranges::find(kRelatives, language, &Relative::language);
    return found == kRelatives.end() ? nullptr : &*found;
}

icu::Locale icu_locale(const LocaleId& locale) {
    // The form asks for Gregorian years, so a day is never shown in another calendar.
    return icu::Locale((format_tag(locale) + "-u-ca-gregory").c_str());
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

} // namespace

LocaleId language_of(const LocaleId& locale) {
    // The only script of ISO 15924 that we have faces for and that is a style of another one.
    constexpr std::string_view kNastaliq = "-Aran";
    std::string_view tag = locale.tag;
    if (tag.ends_with(kNastaliq)) {
        tag.remove_suffix(kNastaliq.size());
    }
    return {std::string(tag)};
}

std::vector<LocaleId> fallbacks_of(const LocaleId& locale) {
    std::vector<LocaleId> chain;
    const auto add = [&chain](std::string_view tag) {
        if (!tag.empty() && std::ranges::find(chain, tag, &LocaleId::tag) == chain.end()) {
            chain.push_back({std::string(tag)});
        }
    };
    for (std::string tag = locale.tag; !tag.empty();) {
        add(tag);
        const auto dash = tag.rfind('-');
        tag.resize(dash == std::string::npos ? 0 : dash);
    }
    if (const auto* relative = relative_of(locale)) {
        add(relative->reads);
    }
    add(kEnglish.tag);
    return chain;
}

std::string format_tag(const LocaleId& locale) {
    const auto* relative = relative_of(locale);
    return relative == nullptr ? language_of(locale).tag : std::string(relative->formats);
}

Direction direction_of(const LocaleId& locale) {
    return uloc_isRightToLeft(format_tag(locale).c_str()) ? Direction::RightToLeft
                                                          : Direction::LeftToRight;
}

std::string native_name(const LocaleId& locale) {
    if (const auto* relative = relative_of(locale); relative && !relative->name.empty()) {
        return std::string(relative->name);
    }
    const icu::Locale where(language_of(locale).tag.c_str());
    icu::UnicodeString name;
    where.getDisplayName(where, name);
    return utf8_of(name.toTitle(nullptr, where, U_TITLECASE_NO_LOWERCASE));
}

std::string format_day(const PartialDay& day, const LocaleId& locale) {
    return format_day(CalendarDay{Calendar::Gregorian, day}, locale);
}

std::string format_list(std::span<const std::string> items, const LocaleId& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::ListFormatter> format(icu::ListFormatter::createInstance(
        icu_locale(locale), ULISTFMT_TYPE_AND, ULISTFMT_WIDTH_WIDE, status));
    CHECK(U_SUCCESS(status));
    std::vector<icu::UnicodeString> texts;
    for (const std::string& item : items) {
        texts.push_back(icu::UnicodeString::fromUTF8(item));
    }
    icu::UnicodeString text;
    format->format(texts.data(), static_cast<int32_t>(texts.size()), text, status);
    CHECK(U_SUCCESS(status));
    return utf8_of(text);
}

std::string format_integer(std::int64_t number, const LocaleId& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberFormat> format(
        icu::NumberFormat::createInstance(icu_locale(locale), status));
    CHECK(U_SUCCESS(status));
    icu::UnicodeString text;
    return utf8_of(format->format(number, text, status));
}

std::string native_digits(std::string_view ascii, const LocaleId& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::NumberingSystem> system(
        icu::NumberingSystem::createInstance(icu_locale(locale), status));
    CHECK(U_SUCCESS(status));
    if (system->isAlgorithmic() || system->getRadix() != 10) {
        return std::string(ascii);
    }
    const auto digits = system->getDescription();
    std::string text;
    for (const char byte : ascii) {
        if (byte < '0' || byte > '9') {
            text += byte;
            continue;
        }
        const auto at = digits.moveIndex32(0, byte - '0');
        icu::UnicodeString(digits.char32At(at)).toUTF8String(text);
    }
    return text;
}

} // namespace i18n
