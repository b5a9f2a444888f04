// Strict: ten characters, digits and two hyphens.
#include "crypto/day.h"

#include "crypto/check.h"

namespace crypto {

Result<Day> parse_day(std::string_view text) {
    if (text.size() != 10) {
        return std::unexpected(Error::BadEncoding);
    }
    unsigned fields[3] = {};
    std::size_t field = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool hyphen = i == 4 || i == 7;
        if (hyphen ? text[i] != '-' : text[i] < '0' || text[i] > '9') {
            return std::unexpected(Error::BadEncoding);
        }
        if (hyphen) {
            ++field;
        } else {
            fields[field] = fields[field] * 10 + static_cast<unsigned>(text[i] - '0');
        }
    }
    const Day day{std::chrono::year(static_cast<int>(fields[0])), std::chrono::month(fields[1]),
                  std::chrono::day(fields[2])};
    if (!day.ok()) {
        return std::unexpected(Error::BadEncoding);
    }
    return day;
}

std::string format_day(Day day) {
    const int year = static_cast<int>(day.year());
    CHECK(day.ok() && year >= 0 && year <= 9999);
    const auto padded = [](unsigned value, std::size_t width) {
        const std::string digits = std::to_string(value);
        return std::string(width - digits.size(), '0') + digits;
    };
    return padded(static_cast<unsigned>(year), 4) + '-' +
           padded(static_cast<unsigned>(day.month()), 2) + '-' +
           padded(static_cast<unsigned>(day.day()), 2);
}

} // namespace crypto
