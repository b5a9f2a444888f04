// The sheet's head: what the record is, what to mind, where it comes from.
#include "central/desk/sheet.h"

#include "central/desk/clean.h"
#include "kiosk/intake/code.h"

#include <algorithm>

namespace central::desk {

namespace {

using namespace i18n::literals;

constexpr std::string_view kAnonymous = "anonymous_only";
constexpr std::string_view kContactFirst = "contact_me_first";

i18n::TextId title_of(intake::RecordKind kind) {
    switch (kind) {
    case intake::RecordKind::Referral:
        return "desk.kind.referral"_text;
    case intake::RecordKind::Withdrawal:
        return "desk.kind.withdrawal"_text;
    case intake::RecordKind::Cover:
        return "desk.kind.cover"_text;
    case intake::RecordKind::Test:
        break;
    }
    return "desk.kind.test"_text;
}

class Head {
public:
    Head(crypto::SecretText& sheet, const Reader& reader) : sheet_(sheet), reader_(reader) {}

    void title(intake::RecordKind kind) {
        const std::string title = reader_.text(title_of(kind));
        sheet_.append(title);
        sheet_.append("\n\n");
    }
    void fact(i18n::TextId name, std::string_view value) {
        begin(name);
        append_clean(sheet_, value);
        sheet_.append("\n");
    }
    /// A fact that ends in a sentence of ours, whose arguments were cleaned before.
    void fact(i18n::TextId name, std::string_view value, const std::string& sentence) {
        begin(name);
        append_clean(sheet_, value);
        sheet_.append(sentence);
        sheet_.append("\n");
    }
    void warning(bool applies, i18n::TextId sentence) {
        if (applies) {
            sheet_.append("  ! ");
            sheet_.append(reader_.text(sentence));
            sheet_.append("\n");
        }
    }
    void gap() { sheet_.append("\n"); }

private:
    void begin(i18n::TextId name) {
        sheet_.append(reader_.text(name));
        sheet_.append(": ");
    }

    crypto::SecretText& sheet_;
    const Reader& reader_;
};

std::string day_in_words(std::string_view day, const i18n::LocaleId& language) {
    const std::optional<intake::PartialDate> date = intake::parse_date(day);
    if (!date) {
        return std::string(day);
    }
    return i18n::format_day({.year = date->year.value_or(0),
                             .month = static_cast<unsigned>(date->month.value_or(0)),
                             .day = static_cast<unsigned>(date->day.value_or(0))},
                            language);
}

std::string languages_of(const intake::Record& record, const i18n::LocaleId& reader) {
    std::vector<std::string> names;
    for (const std::string_view tag : record.languages) {
        names.push_back(i18n::native_name({std::string(tag)}) + " (" + std::string(tag) + ")");
    }
    return i18n::format_list(names, reader);
}

std::string notice_of(const intake::Record& record, const Reader& reader) {
    if (record.notice_id.empty()) {
        return reader.text("desk.notice_none"_text);
    }
    const std::string notice = clean(record.notice_id);
    const std::string language = clean(record.notice_language);
    const i18n::Argument arguments[] = {{"notice", std::string_view(notice)},
                                        {"version", record.notice_version},
                                        {"language", std::string_view(language)}};
    return reader.text("desk.notice_shown"_text, arguments);
}

/// "123 456 789 012", in locked memory: the code is hers.
crypto::SecretText code_in_groups(std::string_view digits) {
    crypto::SecretText code;
    for (std::size_t at = 0; at < digits.size(); at += 3) {
        code.append(at == 0 ? "" : " ");
        code.append(digits.substr(at, 3));
    }
    return code;
}

const intake::RecordItem* item_in(const std::vector<intake::RecordItem>& items,
                                  std::string_view link_id) {
    const auto found = std::ranges::find(items, link_id, &intake::RecordItem::link_id);
    return found == items.end() ? nullptr : &*found;
}

bool is_yes(const intake::RecordItem* item) {
    const bool* yes =
        item == nullptr || item->values.empty() ? nullptr : std::get_if<bool>(&item->values[0]);
    return yes != nullptr && *yes;
}

/// A way to reach her that she has not called safe: asked and never assumed, so that silence counts
/// as no.
bool has_unsafe_contact(const intake::Record& record) {
    return std::ranges::any_of(record.items, [](const intake::RecordItem& contact) {
        const intake::RecordItem* channel = item_in(contact.items, "contact_channel");
        return contact.link_id == "contact" && channel != nullptr && !channel->values.empty() &&
               item_in(contact.items, "contact_safe") != nullptr &&
               !is_yes(item_in(contact.items, "contact_safe"));
    });
}

void append_warnings(Head& head, const Opened& opened, const Reader& reader) {
    const intake::Record& record = opened.record;
    head.warning(reader.speaks_for(record.form_url) && has_unsafe_contact(record),
                 "desk.contact_unsafe"_text);
    head.warning(record.decision == kAnonymous, "desk.anonymous"_text);
    head.warning(record.decision == kContactFirst, "desk.contact_first"_text);
    head.warning(!opened.manifest_known, "desk.manifest_unverified"_text);
    head.warning(opened.kiosk == crypto::KioskState::Retired, "desk.kiosk_inactive"_text);
    head.warning(opened.kiosk == crypto::KioskState::Revoked, "desk.kiosk_revoked"_text);
    head.warning(!record.form_sha256.empty() && !reader.is_form(record.form_sha256),
                 "desk.form_differs"_text);
}

void append_facts(Head& head, const intake::Record& record, const crypto::ListedKiosk* kiosk,
                  const Reader& reader) {
    head.fact("desk.submission"_text, crypto::hex(record.submission));
    head.fact("desk.day"_text, day_in_words(record.day, reader.language()));
    // Where she was is a trace too: an anonymous record's terminal is never looked up.
    if (record.decision != kAnonymous && kiosk != nullptr) {
        head.fact("desk.centre"_text, kiosk->centre);
    }
    if (record.form_url.empty()) {
        return;
    }
    const std::string number = clean(record.form_version);
    const i18n::Argument version[] = {{"version", std::string_view(number)}};
    head.fact("desk.form"_text, record.form_url,
              ", " + reader.text("desk.form_version"_text, version));
    head.fact("desk.languages"_text, languages_of(record, reader.language()));
    head.fact("desk.notice"_text, {}, notice_of(record, reader));
    if (!record.code.empty()) {
        head.fact("desk.code"_text, code_in_groups(record.code).view());
    }
}

} // namespace

crypto::SecretText sheet_of(const Opened& opened, const crypto::ListedKiosk* kiosk,
                            const Reader& reader) {
    crypto::SecretText sheet;
    Head head(sheet, reader);
    head.title(opened.record.kind);
    append_warnings(head, opened, reader);
    append_facts(head, opened.record, kiosk, reader);
    if (!opened.record.items.empty()) {
        head.gap();
        sheet.append(reader.text("desk.answers"_text));
        head.gap();
        append_answers(sheet, opened.record, reader);
    }
    return sheet;
}

} // namespace central::desk
