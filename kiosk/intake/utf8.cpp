#include "kiosk/intake/utf8.h"

namespace intake {

namespace {

struct Range {
    unsigned char low;
    unsigned char high;
    bool holds(char c) const {
        auto byte = static_cast<unsigned char>(c);
        return byte >= low && byte <= high;
    }
};
constexpr Range kTail{0x80, 0xBF};

struct Lead {
    Range first;
    Range second;
    std::size_t length;
};
/// Unicode 15, table 3-7, rows of more than one byte.
constexpr Lead kLeads[] = {
    {{0xC2, 0xDF}, kTail, 2}, {{0xE0, 0xE0}, {0xA0, 0xBF}, 3},
    {{0xE1, 0xEC}, kTail, 3}, {{0xED, 0xED}, {0x80, 0x9F}, 3},
    {{0xEE, 0xEF}, kTail, 3}, {{0xF0, 0xF0}, {0x90, 0xBF}, 4},
    {{0xF1, 0xF3}, kTail, 4}, {{0xF4, 0xF4}, {0x80, 0x8F}, 4},
};

} // namespace

std::size_t utf8_length(std::string_view text) {
    if (text.empty())
        return 0;
    if (static_cast<unsigned char>(text[0]) < 0x80)
        return 1;
    for (const Lead& lead : kLeads) {
        if (!lead.first.holds(text[0]))
            continue;
        if (text.size() < lead.length || !lead.second.holds(text[1]))
            return 0;
        for (std::size_t i = 2; i < lead.length; ++i) {
            if (!kTail.holds(text[i]))
                return 0;
        }
        return lead.length;
    }
    return 0;
}

} // namespace intake
