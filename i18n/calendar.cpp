#include "i18n/calendar.h"

#include "crypto/check.h"
#include "i18n/icu.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

namespace i18n {

namespace {

/// `key`: in a BCP 47 tag. `leap`: any leap year. `before`: what its years are ahead of ICU's,
/// which counts them as Gregorian ones.
struct Facts {
    Calendar calendar = Calendar::Gregorian;
    std::string_view code, key;
    unsigned months = 12;
    int leap = 0;
    int before = 0;
};
constexpr std::array kFacts{
    Facts{Calendar::Gregorian, "gregorian", "gregory", 12, 2000, 0},
    Facts{Calendar::Persian, "persian", "persian", 12, 1399, 0},
    Facts{Calendar::Ethiopic, "ethiopic", "ethiopic", 13, 2003, 0},
    Facts{Calendar::Buddhist, "buddhist", "buddhist", 12, 2543, 543},
};

const Facts& facts_of(Calendar calendar) {
    return kFacts[static_cast<std::size_t>(calendar)];
}

/// Who dates by what, and the everyday names where CLDR's are none that people would know: nobody
/// in Addis Ababa calls a year Gregorian.
struct Readers {
    std::string_view language;
    std::array<Calendar, 2> calendars;
    std::array<std::string_view, 2> names; ///< empty: CLDR's
};
constexpr std::array kReaders{
    Readers{"am", {Calendar::Ethiopic, Calendar::Gregorian}, {"የኢትዮጵያ አቆጣጠር", "የአውሮፓ አቆጣጠር"}},
    // Of Iraq first, then of Iran.
    Readers{
        "ckb", {Calendar::Gregorian, Calendar::Persian}, {"ساڵنامەی زایینی", "ساڵنامەی ھەتاوی"}},
    Readers{"fa", {Calendar::Persian, Calendar::Gregorian}, {"", ""}},
    Readers{"prs", {Calendar::Persian, Calendar::Gregorian}, {"", ""}},
    Readers{"ps", {Calendar::Persian, Calendar::Gregorian}, {"هجري لمریز جنتري", "میلادي جنتري"}},
    Readers{
        "th", {Calendar::Buddhist, Calendar::Gregorian}, {"พุทธศักราช (พ.ศ.)", "คริสต์ศักราช (ค.ศ.)"}},
    Readers{"ti", {Calendar::Ethiopic, Calendar::Gregorian}, {"ኣቆጻጽራ ግእዝ", "ኣቆጻጽራ ኤውሮጳ"}},
};

const Readers* readers_of(const LocaleId& locale) {
    const auto language = std::string_view(locale.tag).substr(0, locale.tag.find('-'));
    const auto found = std::ranges::find(kReaders, language, &Readers::language);
    return found == kReaders.end() ? nullptr : &*found;
}

/// The months where CLDR would spell them in Latin letters.
struct Months {
    std::string_view language;
    Calendar calendar;
    std::array<const char16_t*, 13> names; ///< null: there is no thirteenth
};
constexpr std::array kMonths{
    Months{"ckb",
           Calendar::Persian,
           {u"خاکەلێوە", u"گوڵان", u"جۆزەردان", u"پووشپەڕ", u"گەلاوێژ", u"خەرمانان", u"ڕەزبەر",
            u"خەزەڵوەر", u"سەرماوەز", u"بەفرانبار", u"ڕێبەندان", u"ڕەشەمە", nullptr}},
    Months{"ti",
           Calendar::Ethiopic,
           {u"መስከረም", u"ጥቅምቲ", u"ሕዳር", u"ታሕሳስ", u"ጥሪ", u"ለካቲት", u"መጋቢት", u"ሚያዝያ", u"ግንቦት", u"ሰነ",
            u"ሓምለ", u"ነሓሰ", u"ጳጉሜን"}},
};

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

icu::Locale icu_locale(const LocaleId& locale, Calendar calendar) {
    return icu::Locale((format_tag(locale) + "-u-ca-").append(facts_of(calendar).key).c_str());
}

/// The record's dates know no year in which days were left out; nor may ICU's.
void run_back_evenly(icu::Calendar& days) {
    if (auto* western = dynamic_cast<icu::GregorianCalendar*>(&days)) {
        constexpr UDate kBeforeAll = -1e15;
        UErrorCode status = U_ZERO_ERROR;
        western->setGregorianChange(kBeforeAll, status);
        CHECK(U_SUCCESS(status));
    }
}

/// Days of the calendar as ICU's points in time, and back.
class Days {
public:
    explicit Days(Calendar calendar) : facts_(facts_of(calendar)) {
        UErrorCode status = U_ZERO_ERROR;
        days_.reset(icu::Calendar::createInstance(new icu::SimpleTimeZone(0, u"UTC"),
                                                  icu_locale(kEnglish, calendar), status));
        CHECK(U_SUCCESS(status));
        run_back_evenly(*days_);
    }

    UDate time_of(int year, unsigned month, unsigned day) {
        set(year, month, day);
        UErrorCode status = U_ZERO_ERROR;
        const UDate time = days_->getTime(status);
        CHECK(U_SUCCESS(status));
        return time;
    }

    unsigned days_of_month(int year, unsigned month) {
        set(year, month, 1);
        UErrorCode status = U_ZERO_ERROR;
        const int32_t days = days_->getActualMaximum(UCAL_DATE, status);
        CHECK(U_SUCCESS(status));
        return static_cast<unsigned>(days);
    }

    PartialDay day_at(UDate time) {
        UErrorCode status = U_ZERO_ERROR;
        days_->setTime(time, status);
        const PartialDay day{
            .year = days_->get(UCAL_EXTENDED_YEAR, status) + facts_.before,
            .month = static_cast<unsigned>(days_->get(UCAL_MONTH, status)) + 1,
            .day = static_cast<unsigned>(days_->get(UCAL_DATE, status)),
        };
        CHECK(U_SUCCESS(status));
        return day;
    }

private:
    void set(int year, unsigned month, unsigned day) {
        days_->clear();
        days_->set(UCAL_EXTENDED_YEAR, year - facts_.before);
        days_->set(UCAL_MONTH, static_cast<int32_t>(month) - 1);
        days_->set(UCAL_DATE, static_cast<int32_t>(day));
    }

    const Facts& facts_;
    std::unique_ptr<icu::Calendar> days_;
};

struct Times {
    UDate first = 0;
    UDate last = 0;
};

/// Of a day that is one and has its year.
Times times_of(const CalendarDay& day) {
    Days days(day.calendar);
    const auto& [year, month, date] = day.day;
    const unsigned last_month = month == 0 ? months_in(day.calendar) : month;
    const unsigned last_date = date == 0 ? days.days_of_month(year, last_month) : date;
    return {.first = days.time_of(year, std::max(month, 1U), std::max(date, 1U)),
            .last = days.time_of(year, last_month, last_date)};
}

bool has_western_months(Calendar calendar) {
    return calendar == Calendar::Gregorian || calendar == Calendar::Buddhist;
}

void name_months(icu::SimpleDateFormat& format, Calendar calendar, const LocaleId& locale) {
    const auto language = std::string_view(locale.tag).substr(0, locale.tag.find('-'));
    const auto own = std::ranges::find_if(kMonths, [&](const Months& months) {
        return months.calendar == calendar && months.language == language;
    });
    if (own == kMonths.end()) {
        return;
    }
    std::vector<icu::UnicodeString> names;
    for (const char16_t* name : std::span(own->names).first(months_in(calendar))) {
        names.emplace_back(name);
    }
    icu::DateFormatSymbols symbols(*format.getDateFormatSymbols());
    for (const auto context :
         {icu::DateFormatSymbols::FORMAT, icu::DateFormatSymbols::STANDALONE}) {
        symbols.setMonths(names.data(), static_cast<int32_t>(names.size()), context,
                          icu::DateFormatSymbols::WIDE);
    }
    format.setDateFormatSymbols(symbols);
}

/// `skeleton` in ICU's notation ("yMMMMd"): which parts, not their order.
std::string format_parts(const CalendarDay& day, const char16_t* skeleton, const LocaleId& locale) {
    UErrorCode status = U_ZERO_ERROR;
    // Ordered as Gregorian days are in every calendar: the patterns of the others name an era,
    // which says nothing here.
    const std::unique_ptr<icu::DateTimePatternGenerator> patterns(
        icu::DateTimePatternGenerator::createInstance(icu_locale(locale, Calendar::Gregorian),
                                                      status));
    CHECK(U_SUCCESS(status));
    icu::SimpleDateFormat format(patterns->getBestPattern(skeleton, status),
                                 icu_locale(locale, day.calendar), status);
    CHECK(U_SUCCESS(status));
    format.adoptTimeZone(new icu::SimpleTimeZone(0, u"UTC"));
    run_back_evenly(const_cast<icu::Calendar&>(*format.getCalendar()));
    name_months(format, day.calendar, locale);
    const auto& [year, month, date] = day.day;
    const UDate time = Days(day.calendar)
                           .time_of(year == 0 ? facts_of(day.calendar).leap : year,
                                    std::max(month, 1U), std::max(date, 1U));
    icu::UnicodeString text;
    return utf8_of(format.format(time, text));
}

} // namespace

std::vector<Calendar> calendars_of(const LocaleId& locale) {
    const Readers* readers = readers_of(locale);
    return readers == nullptr ? std::vector{Calendar::Gregorian}
                              : std::vector(readers->calendars.begin(), readers->calendars.end());
}

std::string calendar_name(Calendar calendar, const LocaleId& locale) {
    if (const Readers* readers = readers_of(locale)) {
        const auto own = std::ranges::find(readers->calendars, calendar);
        const auto at = static_cast<std::size_t>(own - readers->calendars.begin());
        if (own != readers->calendars.end() && !readers->names[at].empty()) {
            return std::string(readers->names[at]);
        }
    }
    const std::string code(code_of(calendar));
    for (const std::string& tag : {format_tag(locale), kEnglish.tag}) {
        const std::unique_ptr<icu::LocaleDisplayNames> names(
            icu::LocaleDisplayNames::createInstance(icu::Locale(tag.c_str())));
        icu::UnicodeString name;
        names->keyValueDisplayName("calendar", code.c_str(), name);
        if (name != icu::UnicodeString::fromUTF8(code)) {
            return utf8_of(name);
        }
    }
    return code;
}

std::string_view code_of(Calendar calendar) {
    return facts_of(calendar).code;
}

std::optional<Calendar> calendar_of(std::string_view code) {
    const auto found = std::ranges::find(kFacts, code, &Facts::code);
    return found == kFacts.end() ? std::nullopt : std::optional(found->calendar);
}

unsigned months_in(Calendar calendar) {
    return facts_of(calendar).months;
}

unsigned days_in(const CalendarDay& month) {
    if (month.day.month == 0) {
        return month.calendar == Calendar::Ethiopic ? 30 : 31;
    }
    const int year = month.day.year == 0 ? facts_of(month.calendar).leap : month.day.year;
    return Days(month.calendar).days_of_month(year, month.day.month);
}

bool is_day(const CalendarDay& day) {
    constexpr int kLastYear = 9999;
    const auto& [year, month, date] = day.day;
    if (year < 0 || year > kLastYear || month > months_in(day.calendar)) {
        return false;
    }
    return date == 0 || (month != 0 && date <= days_in(day));
}

PartialDay in_calendar(const CalendarDay& day, Calendar calendar) {
    if (!is_day(day)) {
        return {};
    }
    if (day.calendar == calendar) {
        return day.day;
    }
    if (day.day.year == 0) {
        const bool same = has_western_months(day.calendar) && has_western_months(calendar);
        return same ? day.day : PartialDay{};
    }
    const Times times = times_of(day);
    Days days(calendar);
    const PartialDay first = days.day_at(times.first);
    const PartialDay last = days.day_at(times.last);
    if (first.year != last.year || !is_day({calendar, first}) || first.year == 0) {
        return {};
    }
    if (first.month != last.month) {
        return {.year = first.year};
    }
    return {.year = first.year, .month = first.month, .day = first.day == last.day ? first.day : 0};
}

std::optional<DaySpan> span_of(const CalendarDay& day) {
    if (!is_day(day) || day.day.year == 0) {
        return std::nullopt;
    }
    const Times times = times_of(day);
    Days days(Calendar::Gregorian);
    return DaySpan{.first = days.day_at(times.first), .last = days.day_at(times.last)};
}

std::string format_day(const CalendarDay& day, const LocaleId& locale) {
    CHECK(is_day(day));
    CHECK(day.day.year != 0 || day.day.month != 0);
    std::u16string parts = day.day.year == 0 ? u"" : u"y";
    parts += day.day.month == 0 ? u"" : u"MMMM";
    parts += day.day.day == 0 ? u"" : u"d";
    return format_parts(day, parts.c_str(), locale);
}

std::string format_span(const DaySpan& span, const LocaleId& locale) {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::DateIntervalFormat> format(icu::DateIntervalFormat::createInstance(
        u"yMMMMd", icu_locale(locale, Calendar::Gregorian), status));
    CHECK(U_SUCCESS(status));
    format->adoptTimeZone(new icu::SimpleTimeZone(0, u"UTC"));
    Days days(Calendar::Gregorian);
    const auto time = [&](const PartialDay& day) {
        return days.time_of(day.year, day.month, day.day);
    };
    const icu::DateInterval interval(time(span.first), time(span.last));
    icu::UnicodeString text;
    icu::FieldPosition nowhere(icu::FieldPosition::DONT_CARE);
    format->format(&interval, text, nowhere, status);
    CHECK(U_SUCCESS(status));
    return utf8_of(text);
}

} // namespace i18n
