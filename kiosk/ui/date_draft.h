// What a person has put in for a date, in which calendar, whether or not it makes one yet: the
// rules of the page that asks for it. Draws nothing and keeps nothing.
//
// Where a language has two calendars whose years cannot be mistaken for one another (1370 and
// 1991), her year says which she means, whatever was chosen. Where they can (1983 in Addis Ababa
// and in Helsinki), she chooses first.
#pragma once

#include "crypto/secret_pool.h"
#include "i18n/calendar.h"
#include "kiosk/intake/answers.h"

#include <functional>
#include <map>
#include <optional>
#include <vector>

namespace ui {

struct DateDraft {
    std::optional<i18n::Calendar> calendar; ///< none: to be chosen before anything can be put in
    std::optional<int> year;
    std::optional<int> month;
    std::optional<int> day;
    /// What stood there before the calendar was changed: it comes back with that calendar, as long
    /// as nothing else is put in.
    std::optional<i18n::CalendarDay> before{};

    bool empty() const { return !year && !month && !day; }
};
/// Of the fields for a date, what does not make one yet; in locked memory.
using DateDrafts = std::map<intake::NodeId, DateDraft, std::less<>,
                            crypto::SecretAllocator<std::pair<const intake::NodeId, DateDraft>>>;

/// What the page for a date knows besides the draft.
struct DatePage {
    const intake::Item& item;
    const i18n::LocaleId& language;
    int this_year = 2026;
};

struct Years {
    int first = 1;
    int last = 9999;
    bool contain(int year) const { return year >= first && year <= last; }
};

/// The draft as the answer has it, or an empty one in the calendar to begin with.
DateDraft draft_from(const intake::PartialDate& date, const DatePage& page);
/// The same draft on a page in another language: an empty one begins anew there.
DateDraft draft_on(const DateDraft& draft, const DatePage& page);

/// Those to choose from, the draft's own among them.
std::vector<i18n::Calendar> calendars_on(const DatePage& page, const DateDraft& draft);
/// The years of the calendar that a living person's papers hold, and what else the form asks for.
Years years_on(const DatePage& page, i18n::Calendar calendar);
/// `year` in the calendar, at its middle.
int year_in(i18n::Calendar calendar, int gregorian_year);

/// Puts in or takes out one part; a year may say which calendar she means.
void put_part(DateDraft& draft, const DatePage& page, std::optional<int> DateDraft::* part,
              std::optional<int> value);
/// A date goes along into the other calendar as far as it is one there: a whole one as the same
/// day, of a part of one only what is true of every day it may mean.
void change_calendar(DateDraft& draft, i18n::Calendar calendar);

/// The largest part of the draft that is a date and within the form's limits; empty if there is
/// none. A day without its month waits for the month.
intake::PartialDate kept_of(const DateDraft& draft, const DatePage& page);
/// True if something of what she sees would not be kept. `typing`: her year is not finished.
bool is_impossible(const DateDraft& draft, const DatePage& page, bool typing);

} // namespace ui
