// Writing a record. Reading one: record_read.cpp.
#include "kiosk/intake/anonymous.h"
#include "kiosk/intake/json_writer.h"
#include "kiosk/intake/record.h"
#include "kiosk/intake/record_names.h"
#include "kiosk/intake/rules.h"
#include "kiosk/intake/utf8.h"

#include "crypto/check.h"

#include <algorithm>
#include <cstring>
#include <ranges>

namespace intake {

namespace {

constexpr std::size_t kMaxNoticeId = 256;
constexpr std::size_t kLongestTag = 20;
constexpr std::size_t kMostTold = 16;
constexpr std::size_t kLongestTold = 40;

std::string hex(std::span<const std::byte> bytes) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (std::byte byte : bytes) {
        text += kDigits[std::to_integer<std::size_t>(byte >> 4)];
        text += kDigits[std::to_integer<std::size_t>(byte & std::byte{15})];
    }
    return text;
}

/// At most `most` bytes of it, whole characters.
std::string_view clipped(std::string_view text, std::size_t most) {
    std::size_t size = 0;
    while (size < text.size()) {
        std::size_t next = utf8_length(text.substr(size));
        if (next == 0 || size + next > most)
            break;
        size += next;
    }
    return text.substr(0, size);
}

/// The value of one answer as FHIR writes it.
struct WriteValue {
    JsonWriter& json;
    const Item& item;

    void operator()(bool value) const { json.boolean("valueBoolean", value); }
    void operator()(std::int64_t value) const { json.integer("valueInteger", value); }
    void operator()(const crypto::SecretText& value) const {
        json.string("valueString", value.view());
    }
    void operator()(const std::string& value) const { json.string("valueString", value); }
    void operator()(const PartialDate& value) const {
        if (value.year)
            json.string("valueDate", format_date(value));
        if (value.year && !value.said)
            return;
        json.open_object("_valueDate");
        json.open_array("extension");
        if (!value.year)
            extension(names::kAbsent, "valueCode", "unknown");
        if (value.said) {
            extension(names::kDateSaid, "valueString", format_said(value).view());
        } else {
            extension(names::kDateParts, "valueString", format_date(value));
        }
        json.close_array();
        json.close_object();
    }
    void operator()(const Chosen& value) const {
        const Option& option = item.options[value.option];
        if (const auto* coding = std::get_if<Coding>(&option.value)) {
            json.open_object("valueCoding");
            if (!coding->system.empty())
                json.string("system", coding->system);
            json.string("code", coding->code);
            json.string("display", option.display.text);
            json.close_object();
        } else {
            std::visit(*this, option.value);
        }
    }
    void operator()(const Coding&) const { CHECK(false); } // written with its display, above

private:
    void extension(std::string_view url, std::string_view type, std::string_view value) const {
        json.open_object();
        json.string("url", url);
        json.string(type, value);
        json.close_object();
    }
};

class ItemWriter {
public:
    ItemWriter(const Answers& answers, JsonWriter& json)
        : answers_(answers), json_(json), anonymous_(is_anonymous(answers)) {}

    /// The member `item`, if anything below `parent` belongs into the record.
    void items_below(NodeId parent) {
        const auto& children = answers_.node(parent).children;
        if (std::ranges::none_of(children, [&](NodeId id) { return is_recorded(id); }))
            return;
        json_.open_array("item");
        for (NodeId child : children) {
            if (is_recorded(child))
                write(child);
        }
        json_.close_array();
    }

private:
    /// Asked, or hidden with an answer the form gave it; of a group, anything in it.
    bool is_recorded(NodeId id) const {
        const Node& node = answers_.node(id);
        const Item& item = answers_.item(id);
        if (!node.enabled || (anonymous_ && item.identifying))
            return false;
        if (is_question(item.kind)) {
            return node.asked || (item.hidden && node.state == AnswerState::Answered);
        }
        return std::ranges::any_of(node.children, [&](NodeId child) { return is_recorded(child); });
    }

    void write(NodeId id) {
        json_.open_object();
        json_.string("linkId", answers_.item(id).link_id);
        if (!is_question(answers_.item(id).kind)) {
            items_below(id);
        } else if (anonymous_) {
            auto answer = AnonymousAnswer::from(answers_, id);
            CHECK(answer);
            write_answer(id, answer->state(), answer->values());
        } else {
            write_answer(id, answers_.node(id).state, answers_.node(id).values);
        }
        json_.close_object();
    }

    template <class Values>
    void write_answer(NodeId id, AnswerState state, const Values& values) {
        write_about(id, state);
        const auto& children = answers_.node(id).children;
        bool items =
            std::ranges::any_of(children, [&](NodeId child) { return is_recorded(child); });
        if (values.empty() && !items)
            return;
        json_.open_array("answer");
        for (const auto& value : values) {
            json_.open_object();
            std::visit(WriteValue{json_, answers_.item(id)}, value);
            if (&value == &values.front())
                items_below(id);
            json_.close_object();
        }
        if (values.empty()) {
            json_.open_object();
            items_below(id);
            json_.close_object();
        }
        json_.close_array();
    }

    /// Why there is no answer, whose hand entered what there is, and in which language it was
    /// shown.
    void write_about(NodeId id, AnswerState state) {
        const Node& node = answers_.node(id);
        const bool by_a_person = state != AnswerState::Unanswered && !node.shown_in.empty();
        const bool absent = state == AnswerState::Declined || state == AnswerState::Unknown;
        if (!by_a_person && !absent)
            return;
        json_.open_array("extension");
        if (absent) {
            extension(names::kAbsent,
                      state == AnswerState::Declined ? names::kDeclined : names::kUnknown);
        }
        if (by_a_person) {
            std::string entered(code_of(node.entered_by));
            entered.append("/").append(clipped(node.shown_in, kLongestTag));
            extension(names::kEntered, entered);
        }
        json_.close_array();
    }

    void extension(std::string_view url, std::string_view code) {
        json_.open_object();
        json_.string("url", url);
        json_.string("valueCode", code);
        json_.close_object();
    }

    const Answers& answers_;
    JsonWriter& json_;
    const bool anonymous_;
};

class FactsWriter {
public:
    FactsWriter(const Answers& answers, const RecordFacts& facts, JsonWriter& json)
        : answers_(answers), facts_(facts), json_(json) {}

    void write() {
        json_.string("resourceType", "QuestionnaireResponse");
        if (!facts_.languages.empty())
            json_.string("language", facts_.languages.back());
        write_extensions();
        json_.open_object("identifier");
        json_.string("system", names::kSubmission);
        json_.string("value", hex(facts_.submission));
        json_.close_object();
        const Questionnaire& form = answers_.form();
        std::string canonical = form.url;
        if (!form.version.empty())
            canonical += "|" + form.version;
        if (!form.url.empty())
            json_.string("questionnaire", canonical);
        json_.string("status", "completed");
        json_.string("authored", facts_.day);
    }

private:
    void write_extensions() {
        json_.open_array("extension");
        open(names::kVersion);
        json_.integer("valueInteger", kRecordVersion);
        json_.close_object();
        extension(names::kKind, "valueCode", code_of(facts_.kind));
        extension(names::kKiosk, "valueString", hex(facts_.kiosk));
        extension(names::kManifest, "valueString", hex(facts_.manifest));
        extension(names::kFormHash, "valueString", hex(facts_.form_sha256));
        const auto& languages = facts_.languages;
        std::size_t first = languages.size() - std::min(languages.size(), kMaxLanguages);
        for (std::size_t i = first; i < languages.size(); ++i) {
            extension(names::kLanguage, "valueCode", languages[i]);
        }
        if (facts_.notice)
            write_notice(*facts_.notice);
        if (auto decision = decision_of(answers_)) {
            extension(names::kDecision, "valueCode", code_of(*decision));
        }
        if (auto filler = filler_of(answers_); !filler.empty()) {
            extension(names::kFiller, "valueCode", filler);
        }
        extension(names::kCode, "valueString", {facts_.code.data(), facts_.code.size()});
        json_.close_array();
    }

    void write_notice(const NoticeShown& notice) {
        open(names::kNotice);
        json_.open_array("extension");
        extension("id", "valueString", clipped(notice.id, kMaxNoticeId));
        open("version");
        json_.integer("valueInteger", notice.version);
        json_.close_object();
        extension("language", "valueCode", notice.language);
        open("pages");
        json_.integer("valueInteger", static_cast<std::int64_t>(notice.pages));
        json_.close_object();
        for (const std::string& code : notice.told | std::views::take(kMostTold)) {
            extension("told", "valueCode", clipped(code, kLongestTold));
        }
        json_.close_array();
        json_.close_object();
    }

    /// Who filled the form in: what is chosen at the item `filler`, if the form has one.
    static std::string_view filler_of(const Answers& answers) {
        auto item = answers.form().filler;
        if (!item)
            return "";
        NodeId id = answers.of_item(*item).front();
        auto answer = AnonymousAnswer::from(answers, id);
        if (!answer || answer->values().empty())
            return "";
        const auto* chosen = std::get_if<Chosen>(&answer->values().front());
        return chosen ? std::string_view(answers.item(id).options[chosen->option].code) : "";
    }

    void open(std::string_view url) {
        json_.open_object();
        json_.string("url", url);
    }

    void extension(std::string_view url, std::string_view type, std::string_view value) {
        open(url);
        json_.string(type, value);
        json_.close_object();
    }

    const Answers& answers_;
    const RecordFacts& facts_;
    JsonWriter& json_;
};

} // namespace

std::string_view code_of(Hand hand) {
    return hand == Hand::Person ? "person" : "helper";
}

std::string_view code_of(RecordKind kind) {
    switch (kind) {
    case RecordKind::Referral:
        return "referral";
    case RecordKind::Withdrawal:
        return "withdrawal";
    case RecordKind::Cover:
        return "cover";
    case RecordKind::Test:
        return "test";
    }
    CHECK(false);
    return "";
}

crypto::SecretBytes encode_record(const Answers& answers, const RecordFacts& facts) {
    const std::size_t size = answers.form().record_bytes;
    CHECK(size == kSmallRecord || size == kLargeRecord);
    crypto::SecretBytes record(size);
    JsonWriter json(record.span());
    json.open_object();
    FactsWriter(answers, facts, json).write();
    ItemWriter(answers, json).items_below(kRoot);
    json.close_object();
    std::memset(record.span().data() + json.size(), ' ', size - json.size());
    return record;
}

} // namespace intake
