// Reading a record, at the desk. Writing one: record_write.cpp.
#include "kiosk/intake/json_reader.h"
#include "kiosk/intake/record.h"
#include "kiosk/intake/record_names.h"

#include <algorithm>
#include <charconv>

namespace intake {

namespace {

using Index = JsonText::Index;

/// Each level of items is at most four levels of JSON: item, answer, and their two lists.
constexpr std::size_t kMaxDepth = 4 * kMaxFormDepth + 8;

template <std::size_t N>
bool from_hex(std::string_view text, std::array<std::byte, N>& to) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    if (text.size() != 2 * N || text.find_first_not_of(kDigits) != std::string_view::npos)
        return false;
    for (std::size_t i = 0; i < N; ++i) {
        auto value = kDigits.find(text[2 * i]) * 16 + kDigits.find(text[2 * i + 1]);
        to[i] = static_cast<std::byte>(value);
    }
    return true;
}

/// The element of the list `extension` with this url.
std::optional<Index> extension(const JsonText& json, Index object, std::string_view url) {
    auto list = json.member(object, "extension");
    if (!list)
        return std::nullopt;
    for (Index each : json.elements(*list)) {
        if (json.string(each, "url") == url)
            return each;
    }
    return std::nullopt;
}

std::string_view extension_text(const JsonText& json, Index object, std::string_view url,
                                std::string_view type) {
    auto found = extension(json, object, url);
    return found ? json.string(*found, type).value_or("") : "";
}

class RecordReader {
public:
    RecordReader(const JsonText& json, Record& record) : json_(json), record_(record) {}

    std::optional<RecordError> read() {
        if (json_.string(0, "resourceType") != "QuestionnaireResponse") {
            return RecordError::NotARecord;
        }
        auto version = integer_extension(0, names::kVersion);
        if (!version)
            return RecordError::NotARecord;
        if (*version != kRecordVersion)
            return RecordError::UnknownVersion;
        if (!read_kind())
            return RecordError::NotARecord;
        if (!read_identifiers())
            return RecordError::BadIdentifiers;
        read_facts();
        auto items = json_.member(0, "item");
        if (items && !read_items(*items, record_.items))
            return RecordError::BadItem;
        return std::nullopt;
    }

private:
    std::optional<std::int64_t> integer_extension(Index object, std::string_view url) const {
        auto found = extension(json_, object, url);
        auto value = found ? json_.member(*found, "valueInteger") : std::nullopt;
        return value ? json_.integer(*value) : std::nullopt;
    }

    bool read_kind() {
        constexpr std::array kKinds{RecordKind::Referral, RecordKind::Withdrawal, RecordKind::Cover,
                                    RecordKind::Test};
        auto code = extension_text(json_, 0, names::kKind, "valueCode");
        auto known = std::ranges::find(kKinds, code, [](RecordKind kind) { return code_of(kind); });
        if (known == kKinds.end())
            return false;
        record_.kind = *known;
        return true;
    }

    bool read_identifiers() {
        auto identifier = json_.member(0, "identifier");
        if (!identifier || json_.string(*identifier, "system") != names::kSubmission)
            return false;
        auto submission = json_.string(*identifier, "value").value_or("");
        auto kiosk = extension_text(json_, 0, names::kKiosk, "valueString");
        auto manifest = extension_text(json_, 0, names::kManifest, "valueString");
        return from_hex(submission, record_.submission) && from_hex(kiosk, record_.kiosk) &&
               from_hex(manifest, record_.manifest);
    }

    void read_facts() {
        auto canonical = json_.string(0, "questionnaire").value_or("");
        auto bar = canonical.find('|');
        record_.form_url = canonical.substr(0, bar);
        if (bar != std::string_view::npos)
            record_.form_version = canonical.substr(bar + 1);
        record_.form_sha256 = extension_text(json_, 0, names::kFormHash, "valueString");
        record_.day = json_.string(0, "authored").value_or("");
        for (Index each : json_.elements(json_.member(0, "extension").value_or(0))) {
            auto tag = json_.string(each, "valueCode");
            if (tag && json_.string(each, "url") == names::kLanguage)
                record_.languages.push_back(*tag);
        }
        if (auto notice = extension(json_, 0, names::kNotice)) {
            record_.notice_id = extension_text(json_, *notice, "id", "valueString");
            record_.notice_version = integer_extension(*notice, "version").value_or(0);
            record_.notice_language = extension_text(json_, *notice, "language", "valueCode");
            record_.notice_pages = integer_extension(*notice, "pages").value_or(0);
            for (Index each : json_.elements(json_.member(*notice, "extension").value_or(0))) {
                auto code = json_.string(each, "valueCode");
                if (code && json_.string(each, "url") == "told")
                    record_.notice_told.push_back(*code);
            }
        }
        record_.decision = extension_text(json_, 0, names::kDecision, "valueCode");
        record_.filler = extension_text(json_, 0, names::kFiller, "valueCode");
        record_.code = extension_text(json_, 0, names::kCode, "valueString");
    }

    bool read_items(Index list, std::vector<RecordItem>& items) {
        if (json_.type(list) != JsonText::Type::Array)
            return false;
        for (Index each : json_.elements(list)) {
            if (!read_item(each, items.emplace_back()))
                return false;
        }
        return true;
    }

    bool read_item(Index object, RecordItem& item) {
        item.link_id = json_.string(object, "linkId").value_or("");
        if (item.link_id.empty() || !read_state(object, item))
            return false;
        const auto entered = extension_text(json_, object, names::kEntered, "valueCode");
        item.entered_by = entered.substr(0, entered.find('/'));
        item.shown_in = entered.substr(std::min(entered.size(), item.entered_by.size() + 1));
        auto answers = json_.member(object, "answer");
        if (answers && json_.type(*answers) != JsonText::Type::Array)
            return false;
        for (Index answer : answers ? json_.elements(*answers) : std::vector<Index>{}) {
            if (!read_answer(answer, item))
                return false;
        }
        if (!item.values.empty()) {
            if (item.state != AnswerState::Unanswered)
                return false;
            item.state = AnswerState::Answered;
        }
        auto below = json_.member(object, "item");
        return !below || read_items(*below, item.items);
    }

    bool read_state(Index object, RecordItem& item) const {
        auto absent = extension(json_, object, names::kAbsent);
        if (!absent)
            return true;
        auto reason = json_.string(*absent, "valueCode");
        if (reason == names::kDeclined)
            item.state = AnswerState::Declined;
        if (reason == names::kUnknown)
            item.state = AnswerState::Unknown;
        return item.state != AnswerState::Unanswered;
    }

    bool read_answer(Index answer, RecordItem& item) {
        if (json_.type(answer) != JsonText::Type::Object)
            return false;
        auto below = json_.member(answer, "item");
        if (below && !read_items(*below, item.items))
            return false;
        if (below && json_.member_count(answer) == 1)
            return true; // no value, only what is below
        auto value = read_value(answer);
        if (value)
            item.values.push_back(*value);
        return value.has_value();
    }

    std::optional<RecordValue> read_value(Index answer) const {
        if (auto text = json_.string(answer, "valueString"))
            return *text;
        if (auto number = json_.member(answer, "valueInteger"))
            return json_.integer(*number);
        if (auto coding = json_.member(answer, "valueCoding"))
            return read_coding(*coding);
        auto date = json_.string(answer, "valueDate");
        if (auto more = json_.member(answer, "_valueDate"))
            return read_date(*more, date.value_or(""));
        if (date)
            return parse_date(*date);
        auto boolean = json_.member(answer, "valueBoolean");
        if (!boolean)
            return std::nullopt;
        if (json_.type(*boolean) == JsonText::Type::True)
            return true;
        if (json_.type(*boolean) == JsonText::Type::False)
            return false;
        return std::nullopt;
    }

    /// `more`: what stands beside `value`, which is empty where there is none.
    std::optional<RecordValue> read_date(Index more, std::string_view value) const {
        if (!extension(json_, more, names::kDateSaid))
            return parse_date_parts(extension_text(json_, more, names::kDateParts, "valueString"));
        auto date = parse_said(extension_text(json_, more, names::kDateSaid, "valueString"));
        if (!date || value != (date->year ? format_date(*date) : ""))
            return std::nullopt;
        return date;
    }

    std::optional<RecordValue> read_coding(Index coding) const {
        auto code = json_.string(coding, "code");
        if (!code)
            return std::nullopt;
        return CodedValue{.system = json_.string(coding, "system").value_or(""),
                          .code = *code,
                          .display = json_.string(coding, "display").value_or("")};
    }

    const JsonText& json_;
    Record& record_;
};

} // namespace

std::string_view describe(RecordError error) {
    switch (error) {
    case RecordError::NotJson:
        return "the record is damaged: it is not valid JSON";
    case RecordError::NotARecord:
        return "the content is not a record of this product";
    case RecordError::UnknownVersion:
        return "the record was written by another version";
    case RecordError::BadIdentifiers:
        return "the record's identifiers are missing or damaged";
    case RecordError::BadItem:
        return "an answer in the record is damaged";
    }
    return "";
}

std::expected<Record, RecordError> parse_record(crypto::SecretBytes bytes) {
    auto json = JsonText::parse(bytes.span(), kMaxDepth);
    if (!json || json->type(0) != JsonText::Type::Object)
        return std::unexpected(RecordError::NotJson);
    Record record;
    record.memory = std::move(bytes);
    if (auto error = RecordReader(*json, record).read())
        return std::unexpected(*error);
    return record;
}

} // namespace intake
