// Writes catalogue events to standard error. See log.h.
#include "kiosk/host/log.h"

#include <array>
#include <cstdio>
#include <string>

namespace host {
namespace {

enum class Level { alarm = 1, warning = 4, notice = 5, info = 6 };

struct Entry {
    std::string_view name;
    Level level;
    std::string_view sentence;
};

constexpr std::array kCatalogue = {
#define EVENT(name, level, sentence) Entry{#name, Level::level, sentence},
#include "kiosk/host/events.def"
#undef EVENT
};

std::string_view word(Level level) {
    switch (level) {
    case Level::alarm:
        return "alarm";
    case Level::warning:
        return "warning";
    case Level::notice:
        return "notice";
    case Level::info:
        return "info";
    }
    return "info";
}

std::string text_of(const Field& field) {
    if (const auto* number = std::get_if<std::int64_t>(&field.value)) {
        return std::to_string(*number);
    }
    return std::string(std::get<std::string_view>(field.value));
}

} // namespace

void log(Event event, std::initializer_list<Field> fields) {
    const Entry& entry = kCatalogue[static_cast<std::size_t>(event)];
    // "<6>" is how a line tells the journal its priority (sd-daemon(3)).
    std::string line = "<" + std::to_string(static_cast<int>(entry.level)) + ">";
    line.append(word(entry.level)).append(" ").append(entry.name);
    for (const Field& field : fields) {
        line.append(" ").append(field.name).append("=").append(text_of(field));
    }
    line.append(" - ").append(entry.sentence).append("\n");
    // One write, so that lines of two threads never mix.
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

} // namespace host
