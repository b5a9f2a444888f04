// The sheet's answers, question by question in the form's order, and what was never asked.
#include "central/desk/clean.h"
#include "central/desk/sheet.h"

#include <algorithm>

namespace central::desk {

namespace {

using namespace i18n::literals;

class Writer {
public:
    /// `known`: the record's linkIds are those of the reader's form.
    Writer(crypto::SecretText& sheet, const Reader& reader, bool known)
        : sheet_(sheet), reader_(reader), known_(known) {}

    void items(const std::vector<intake::RecordItem>& items, std::size_t depth) {
        for (const intake::RecordItem& item : items) {
            line(depth, heading(items, item));
            if (item.entered_by == "helper") {
                line(depth + 1, reader_.text("desk.by_helper"_text));
            }
            answer(item, depth + 1);
            this->items(item.items, depth + 1);
        }
    }

    /// Text of ours.
    void line(std::size_t depth, std::string_view text) {
        indent(depth);
        sheet_.append(text);
        sheet_.append("\n");
    }
    /// Text of the record.
    void quote(std::size_t depth, std::string_view text) {
        indent(depth);
        append_clean(sheet_, text);
        sheet_.append("\n");
    }

private:
    void indent(std::size_t depth) {
        for (std::size_t n = 0; n < depth; ++n) {
            sheet_.append("  ");
        }
    }

    /// The question, numbered where a group stands there several times.
    std::string heading(const std::vector<intake::RecordItem>& beside,
                        const intake::RecordItem& item) const {
        std::string name = known_ ? reader_.wording(item.link_id) : "";
        if (name.empty()) {
            name = clean(item.link_id);
        }
        if (std::ranges::count(beside, item.link_id, &intake::RecordItem::link_id) < 2) {
            return name;
        }
        const auto position =
            std::ranges::count(beside.data(), &item, item.link_id, &intake::RecordItem::link_id);
        const i18n::Argument arguments[] = {{"name", std::string_view(name)},
                                            {"position", static_cast<std::int64_t>(position) + 1}};
        return reader_.text("desk.position"_text, arguments);
    }

    void answer(const intake::RecordItem& item, std::size_t depth) {
        switch (item.state) {
        case intake::AnswerState::Declined:
            return line(depth, reader_.text("desk.declined"_text));
        case intake::AnswerState::Unknown:
            return line(depth, reader_.text("desk.unknown"_text));
        case intake::AnswerState::Unanswered:
            if (item.items.empty()) {
                line(depth, reader_.text("desk.empty"_text));
            }
            return;
        case intake::AnswerState::Answered:
            break;
        }
        for (const intake::RecordValue& value : item.values) {
            std::visit([&](const auto& of) { write(item, of, depth); }, value);
        }
    }

    void write(const intake::RecordItem&, bool value, std::size_t depth) {
        line(depth, reader_.text(value ? "desk.yes"_text : "desk.no"_text));
    }
    void write(const intake::RecordItem&, std::int64_t value, std::size_t depth) {
        line(depth, i18n::format_integer(value, reader_.language()));
    }
    /// As she said it; where that was in another calendar, also the days that it may mean.
    void write(const intake::RecordItem&, const intake::PartialDate& value, std::size_t depth) {
        const i18n::CalendarDay said = intake::said_of(value);
        const i18n::LocaleId& language = reader_.language();
        if (said.calendar == i18n::Calendar::Gregorian) {
            return line(depth, i18n::format_day(said, language));
        }
        line(depth, i18n::format_day(said, language) + " (" +
                        i18n::calendar_name(said.calendar, language) + ")");
        if (const auto span = i18n::span_of(said)) {
            line(depth, i18n::format_span(*span, language) + " (" +
                            i18n::calendar_name(i18n::Calendar::Gregorian, language) + ")");
        }
    }
    void write(const intake::RecordItem& item, const intake::CodedValue& value, std::size_t depth) {
        const std::string wording =
            known_ ? reader_.wording(item.link_id, value) : reader_.wording(value);
        if (!wording.empty()) {
            return line(depth, wording);
        }
        quote(depth, value.display.empty() ? value.code : value.display);
    }
    /// Own words: kept as typed, line by line.
    void write(const intake::RecordItem&, std::string_view words, std::size_t depth) {
        for (bool more = true; more;) {
            const std::size_t end = std::min(words.find('\n'), words.size());
            quote(depth, words.substr(0, end));
            more = end < words.size();
            words.remove_prefix(more ? end + 1 : end);
        }
    }

    crypto::SecretText& sheet_;
    const Reader& reader_;
    const bool known_;
};

bool is_in(const std::vector<intake::RecordItem>& items, std::string_view link_id) {
    return std::ranges::any_of(items, [&](const intake::RecordItem& item) {
        return item.link_id == link_id || is_in(item.items, link_id);
    });
}

/// A page that asks something.
bool asks(const intake::Questionnaire& form, intake::ItemIndex page) {
    for (intake::ItemIndex at = page; at < form.items[page].end; ++at) {
        if (intake::is_question(form.items[at].kind) && !form.items[at].hidden) {
            return true;
        }
    }
    return false;
}

void append_not_asked(Writer& writer, const intake::Record& record, const Reader& reader) {
    bool first = true;
    const intake::Questionnaire& form = reader.form();
    for (const intake::ItemIndex page : form.pages) {
        const intake::Item& item = form.items[page];
        if (!asks(form, page) || is_in(record.items, item.link_id)) {
            continue;
        }
        if (first) {
            writer.line(0, "");
            writer.line(0, reader.text("desk.not_asked"_text));
            first = false;
        }
        writer.line(1, reader.wording(item.link_id));
    }
}

} // namespace

void append_answers(crypto::SecretText& sheet, const intake::Record& record, const Reader& reader) {
    Writer writer(sheet, reader, reader.speaks_for(record.form_url));
    writer.items(record.items, 1);
    // Only this very form tells what it would have asked.
    if (reader.is_form(record.form_sha256)) {
        append_not_asked(writer, record, reader);
    }
}

} // namespace central::desk
