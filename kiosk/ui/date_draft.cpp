#include "kiosk/ui/date_draft.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int kOldest = 130; ///< nobody who sits here was born before
constexpr int kAhead = 10;   ///< as long as a passport lasts
constexpr int kFourDigits = 1000;

bool overlap(const Years& a, const Years& b) {
    return a.first <= b.last && b.first <= a.last;
}

/// Her year can be taken for one of the other calendar only.
bool told_apart(const DatePage& page, i18n::Calendar a, i18n::Calendar b) {
    return a == b || !overlap(years_on(page, a), years_on(page, b));
}

std::optional<i18n::Calendar> first_calendar(const DatePage& page) {
    const auto calendars = i18n::calendars_of(page.language);
    const bool clear = std::ranges::all_of(calendars, [&](i18n::Calendar calendar) {
        return told_apart(page, calendars.front(), calendar);
    });
    return clear ? std::optional(calendars.front()) : std::nullopt;
}

void take_parts(DateDraft& draft, const i18n::PartialDay& day) {
    const auto part = [](auto value) {
        return value == 0 ? std::nullopt : std::optional(static_cast<int>(value));
    };
    draft.year = part(day.year);
    draft.month = part(day.month);
    draft.day = part(day.day);
}

/// As a date, whether or not it is valid; nothing where a part is none of any calendar.
std::optional<intake::PartialDate> date_of(const DateDraft& draft) {
    const auto fits = [](const std::optional<int>& part) { return !part || *part > 0; };
    if (!draft.calendar || !fits(draft.year) || !fits(draft.month) || !fits(draft.day)) {
        return std::nullopt;
    }
    return intake::date_said({*draft.calendar,
                              {.year = draft.year.value_or(0),
                               .month = static_cast<unsigned>(draft.month.value_or(0)),
                               .day = static_cast<unsigned>(draft.day.value_or(0))}});
}

bool is_date(const DateDraft& draft) {
    const auto date = date_of(draft);
    return date && intake::is_valid(*date);
}

bool year_fits(const DateDraft& draft, const DatePage& page) {
    return !draft.calendar || !draft.year || years_on(page, *draft.calendar).contain(*draft.year);
}

/// A year of another calendar, and of no other, puts what she says into that one.
void follow_year(DateDraft& draft, const DatePage& page) {
    if (!draft.year || !draft.calendar || year_fits(draft, page)) {
        return;
    }
    for (const i18n::Calendar other : calendars_on(page, draft)) {
        if (told_apart(page, *draft.calendar, other) &&
            years_on(page, other).contain(*draft.year)) {
            draft.calendar = other;
            return;
        }
    }
}

} // namespace

DateDraft draft_from(const intake::PartialDate& date, const DatePage& page) {
    DateDraft draft{.calendar = first_calendar(page), .year = {}, .month = {}, .day = {}};
    if (!date.empty()) {
        const i18n::CalendarDay said = intake::said_of(date);
        draft.calendar = said.calendar;
        take_parts(draft, said.day);
    }
    return draft;
}

DateDraft draft_on(const DateDraft& draft, const DatePage& page) {
    const auto calendars = i18n::calendars_of(page.language);
    const bool offered = draft.calendar && std::ranges::count(calendars, *draft.calendar) > 0;
    return offered || (draft.calendar && !draft.empty()) ? draft : draft_from({}, page);
}

std::vector<i18n::Calendar> calendars_on(const DatePage& page, const DateDraft& draft) {
    auto calendars = i18n::calendars_of(page.language);
    for (const auto& calendar :
         {draft.calendar, draft.before ? std::optional(draft.before->calendar) : std::nullopt}) {
        if (calendar && std::ranges::count(calendars, *calendar) == 0) {
            calendars.push_back(*calendar);
        }
    }
    return calendars;
}

int year_in(i18n::Calendar calendar, int gregorian_year) {
    constexpr unsigned kJuly = 7;
    return i18n::in_calendar({i18n::Calendar::Gregorian, {gregorian_year, kJuly, 1}}, calendar)
        .year;
}

Years years_on(const DatePage& page, i18n::Calendar calendar) {
    int first = page.this_year - kOldest;
    int last = page.this_year + kAhead;
    if (page.item.min_date && page.item.min_date->year) {
        first = std::min(first, *page.item.min_date->year);
    }
    if (page.item.max_date && page.item.max_date->year) {
        last = std::max(last, *page.item.max_date->year);
    }
    return {.first = year_in(calendar, first), .last = year_in(calendar, last)};
}

void put_part(DateDraft& draft, const DatePage& page, std::optional<int> DateDraft::* part,
              std::optional<int> value) {
    draft.*part = value;
    draft.before.reset();
    if (part == &DateDraft::year) {
        follow_year(draft, page);
    }
}

void change_calendar(DateDraft& draft, i18n::Calendar calendar) {
    if (draft.calendar == calendar) {
        return;
    }
    const auto back = draft.before;
    draft.before.reset();
    const auto date = date_of(draft);
    if (date && intake::is_valid(*date) && !date->empty()) {
        draft.before = intake::said_of(*date);
    }
    i18n::PartialDay there;
    if (back && back->calendar == calendar) {
        there = back->day;
    } else if (draft.before) {
        there = i18n::in_calendar(*draft.before, calendar);
    }
    take_parts(draft, there);
    draft.calendar = calendar;
}

intake::PartialDate kept_of(const DateDraft& draft, const DatePage& page) {
    DateDraft part = draft;
    if (!part.calendar || !year_fits(part, page)) {
        return {};
    }
    if (!is_date(part)) {
        part.day.reset();
    }
    if (!is_date(part)) {
        part.month.reset();
    }
    const auto date = date_of(part);
    return date && intake::date_fits(page.item, *date) ? *date : intake::PartialDate{};
}

bool is_impossible(const DateDraft& draft, const DatePage& page, bool typing) {
    if (!draft.calendar) {
        return false;
    }
    if (!year_fits(draft, page)) {
        return !typing || draft.year >= kFourDigits;
    }
    DateDraft rest = draft;
    const auto longest = static_cast<int>(i18n::days_in({*draft.calendar, {}}));
    if (rest.day && !rest.month && *rest.day >= 1 && *rest.day <= longest) {
        rest.day.reset();
    }
    const auto date = date_of(rest);
    return !rest.empty() && !(date && intake::date_fits(page.item, *date));
}

} // namespace ui
