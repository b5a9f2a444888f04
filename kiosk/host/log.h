// The log: one line an event to standard error, and only events of the catalogue (events.def). A
// field is a whole number or a fixed word of ours; nothing a person typed, no name and no peer's
// text fits.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <variant>

namespace host {

enum class Event {
#define EVENT(name, level, sentence) name,
#include "kiosk/host/events.def"
#undef EVENT
};

/// `value` is a number or a word of our own (a string literal, an enum's name, a hex id).
struct Field {
    std::string_view name;
    std::variant<std::int64_t, std::string_view> value;
};

/// Writes "<level>LEVEL EventName name=value ... - sentence" for the journal.
void log(Event event, std::initializer_list<Field> fields = {});

} // namespace host
