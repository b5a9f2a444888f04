// Calendar days as the formats write them: YYYY-MM-DD, UTC, never a time.
#pragma once

#include "crypto/error.h"

#include <chrono>
#include <string>

namespace crypto {

using Day = std::chrono::year_month_day;

/// BadEncoding unless the text is exactly YYYY-MM-DD and names a day that exists.
Result<Day> parse_day(std::string_view text);
/// ISO 8601; `day` must be one that exists, in the years 0 to 9999 (CHECK).
std::string format_day(Day day);

} // namespace crypto
