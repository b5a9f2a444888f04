#include "kiosk/ui/review_lines.h"

#include "kiosk/ui/answers.h"
#include "kiosk/ui/names.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ui {

using namespace i18n::literals;
using intake::NodeId;

namespace {

Line line_made(std::string words) {
    Line line{.text = {}, .own = {}, .made = crypto::SecretText(words)};
    ::explicit_bzero(words.data(), words.size());
    line.own = line.made.view();
    return line;
}

// With the calendar's name, where it is one of several.
crypto::SecretText words_of_day(const i18n::CalendarDay& day, const i18n::LocaleId& language,
                                bool named) {
    std::string day_in_words = i18n::format_day(day, language);
    crypto::SecretText words(day_in_words);
    ::explicit_bzero(day_in_words.data(), day_in_words.size());
    if (named) {
        words.append(" (");
        words.append(i18n::calendar_name(day.calendar, language));
        words.append(")");
    }
    return words;
}

// Of anything but a date.
Line line_of(Ui& ui, const intake::Item& item, const intake::Value& value) {
    if (const auto* own = std::get_if<crypto::SecretText>(&value)) {
        return {.text = {}, .own = own->view(), .made = {}};
    }
    if (const auto* chosen = std::get_if<intake::Chosen>(&value)) {
        const intake::Option& option = item.options[chosen->option];
        return {.text = option_text(ui, item, option), .own = {}, .made = {}};
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return {.text = ui.say(*yes ? "answer.yes"_text : "answer.no"_text), .own = {}, .made = {}};
    }
    return line_made(i18n::format_integer(std::get<std::int64_t>(value), ui.session.language));
}

// All that she chose of a list, with a dot between, each in its own direction. Together they say
// what she told: they lie in locked memory, and no cache of sentences ever sees them.
Line line_of_chosen(Ui& ui, const intake::Item& item, std::span<const intake::Value> values) {
    constexpr std::string_view kBetween = "\u00A0\u2022 ";
    constexpr std::string_view kIsolate = "\u2068";
    constexpr std::string_view kEnd = "\u2069";
    Line line;
    for (const intake::Value& value : values) {
        const Line one = line_of(ui, item, value);
        line.made.append(line.made.empty() ? "" : kBetween);
        line.made.append(kIsolate);
        line.made.append(one.text.utf8);
        line.made.append(kEnd);
    }
    line.own = line.made.view();
    return line;
}

void collect_date(const Ui& ui, const intake::PartialDate& date, std::vector<Line>& lines) {
    for (crypto::SecretText& words : words_of_date(date, ui.session.language)) {
        Line& line = lines.emplace_back();
        line.made = std::move(words);
        line.own = line.made.view();
    }
}

// What she chose of a list runs on; what she wrote stands on lines of its own.
void collect_values(Ui& ui, NodeId id, std::vector<Line>& lines) {
    const intake::Item& item = ui.session.answers.item(id);
    const std::span<const intake::Value> values = ui.session.answers.node(id).values;
    const auto is_chosen = [](const intake::Value& value) {
        return std::holds_alternative<intake::Chosen>(value);
    };
    // Own words come after all that was chosen, or between: each run of choices is one line.
    for (std::size_t at = 0; at < values.size();) {
        const auto rest = values.subspan(at);
        if (const auto* date = std::get_if<intake::PartialDate>(&rest.front())) {
            collect_date(ui, *date, lines);
            ++at;
            continue;
        }
        const auto run =
            static_cast<std::size_t>(std::ranges::find_if_not(rest, is_chosen) - rest.begin());
        lines.push_back(run > 1 ? line_of_chosen(ui, item, rest.first(run))
                                : line_of(ui, item, rest.front()));
        at += std::max<std::size_t>(run, 1);
    }
}

void collect_answer(Ui& ui, NodeId id, std::vector<Line>& lines) {
    const intake::Node& node = ui.session.answers.node(id);
    switch (node.state) {
    case intake::AnswerState::Answered:
        collect_values(ui, id, lines);
        break;
    case intake::AnswerState::Declined:
        lines.push_back({ui.say("review.declined"_text), {}, LineKind::Quiet, {}});
        break;
    case intake::AnswerState::Unknown:
        lines.push_back({ui.say("answer.unknown"_text), {}, LineKind::Quiet, {}});
        break;
    case intake::AnswerState::Unanswered:
        break;
    }
}

void collect(Ui& ui, NodeId id, std::vector<Line>& lines) {
    const intake::Answers& answers = ui.session.answers;
    if (!intake::is_shown(answers, id)) {
        return;
    }
    collect_answer(ui, id, lines);
    for (const NodeId child : answers.node(id).children) {
        const std::size_t before = lines.size();
        collect(ui, child, lines);
        const intake::Item& item = answers.item(child);
        if (lines.size() > before && intake::is_question(item.kind)) {
            const auto at = lines.begin() + static_cast<std::ptrdiff_t>(before);
            lines.insert(at, {ui.say_form(form_id(item), item.text), {}, LineKind::Label, {}});
        }
    }
}

// A page that was skipped as a whole says so once, without the labels of its parts.
void merge(std::vector<Line>& lines) {
    const auto differs = [&](const Line& line) {
        return line.kind == LineKind::Answer ||
               (line.kind == LineKind::Quiet && line.text.utf8 != lines.back().text.utf8);
    };
    if (!lines.empty() && std::ranges::none_of(lines, differs)) {
        lines.erase(lines.begin(), lines.end() - 1);
    }
}

} // namespace

std::vector<crypto::SecretText> words_of_date(const intake::PartialDate& date,
                                              const i18n::LocaleId& language) {
    const i18n::CalendarDay said = intake::said_of(date);
    const bool several = date.said.has_value() || i18n::calendars_of(language).size() > 1;
    std::vector<crypto::SecretText> words;
    words.push_back(words_of_day(said, language, several));
    if (date.said && date.year && date.day) {
        const auto western = i18n::in_calendar(said, i18n::Calendar::Gregorian);
        words.push_back(words_of_day({i18n::Calendar::Gregorian, western}, language, true));
    }
    return words;
}

std::vector<Line> review_lines(Ui& ui, std::span<const NodeId> nodes) {
    std::vector<Line> lines;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::size_t before = lines.size();
        collect(ui, nodes[i], lines);
        if (nodes.size() > 1 && lines.size() > before) {
            const std::array arguments{
                i18n::Argument{"position", static_cast<std::int64_t>(i + 1)},
                i18n::Argument{"count", static_cast<std::int64_t>(nodes.size())}};
            lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(before),
                         {ui.say("repeat.position"_text, arguments), {}, LineKind::Label, {}});
        }
    }
    merge(lines);
    return lines;
}

} // namespace ui
