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

i18n::PartialDay day_of(const intake::PartialDate& date) {
    return {.year = date.year.value_or(0),
            .month = static_cast<unsigned>(date.month.value_or(0)),
            .day = static_cast<unsigned>(date.day.value_or(0))};
}

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
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return line_made(i18n::format_integer(*number, ui.session.language));
    }
    const auto& date = std::get<intake::PartialDate>(value);
    return line_made(i18n::format_day(day_of(date), ui.session.language));
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
