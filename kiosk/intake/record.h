// The record that is sealed: a FHIR R4 QuestionnaireResponse of fixed size, written straight into
// locked memory (encode_record), and read back there by the desk (parse_record). Seals and opens
// nothing.
#pragma once

#include "kiosk/intake/answers.h"
#include "kiosk/intake/code.h"

namespace intake {

inline constexpr int kRecordVersion = 1;
inline constexpr std::size_t kSmallRecord = 64 * 1024;
inline constexpr std::size_t kLargeRecord = 256 * 1024;
inline constexpr std::size_t kMaxLanguages = 16; ///< a record names the last so many

using Id16 = std::array<std::byte, 16>;
using Hash32 = std::array<std::byte, 32>;

enum class RecordKind : std::uint8_t { Referral, Withdrawal, Cover, Test };
std::string_view code_of(RecordKind kind);
std::string_view code_of(Hand hand);

/// The notice as it was shown: which text, and in which language.
struct NoticeShown {
    std::string id;
    std::int64_t version = 0;
    std::string language; ///< BCP-47
    std::size_t pages = 0;
    std::vector<std::string>
        told{}; ///< what its pages tell, as codes; a record names the first few
};

/// What a record says besides the answers.
struct RecordFacts {
    RecordKind kind = RecordKind::Referral;
    Id16 submission{};
    Id16 kiosk{};
    Hash32 manifest{};
    Hash32 form_sha256{};
    std::string day;                    ///< YYYY-MM-DD
    std::vector<std::string> languages; ///< BCP-47, in the order used; the last is the current one
    std::optional<NoticeShown> notice;
    Code code{};
};

/// The record of `answers`, exactly answers.form().record_bytes long, padded with spaces. Answers
/// of items that are not enabled are left out; so is, in the anonymous branch, everything
/// identifying and every own word and date. form.record_bytes must not be 0.
crypto::SecretBytes encode_record(const Answers& answers, const RecordFacts& facts);

// ---- The desk's side. Every view below lives in the record's own locked memory.

struct CodedValue {
    std::string_view system;
    std::string_view code;
    std::string_view display; ///< the form's own language
};
using RecordValue = std::variant<bool, std::int64_t, CodedValue, PartialDate, std::string_view>;

struct RecordItem {
    std::string_view link_id;
    AnswerState state = AnswerState::Unanswered; ///< Unanswered: it was asked and left empty
    std::vector<RecordValue> values;
    std::vector<RecordItem> items;
    std::string_view entered_by{}; ///< `person` or `helper`; empty: not said, or by the form itself
    std::string_view shown_in{};   ///< BCP-47; empty as `entered_by`
};

/// A record as it was read. The desk compares the three identifiers with the envelope's.
struct Record {
    RecordKind kind = RecordKind::Referral;
    Id16 submission{};
    Id16 kiosk{};
    Hash32 manifest{};
    std::string_view form_url;     ///< empty for kinds without a form
    std::string_view form_version; ///< may be empty
    std::string_view form_sha256;  ///< lower-case hex; empty for kinds without a form
    std::string_view day;
    std::vector<std::string_view> languages;
    std::string_view notice_id; ///< empty: none shown
    std::int64_t notice_version = 0;
    std::string_view notice_language;
    std::int64_t notice_pages = 0;             ///< how many of its pages she went through
    std::vector<std::string_view> notice_told; ///< codes
    std::string_view decision;                 ///< empty: the form has none
    std::string_view filler;                   ///< who filled it in; empty: not said
    std::string_view code;                     ///< the person's twelve digits
    std::vector<RecordItem> items;
    crypto::SecretBytes memory; ///< what the views point into
};

enum class RecordError {
    NotJson,        ///< not one JSON object, or damaged, or with a key twice
    NotARecord,     ///< JSON, but no QuestionnaireResponse of this product
    UnknownVersion, ///< written by a later version
    BadIdentifiers, ///< submission, kiosk or manifest is missing or not hex of its length
    BadItem,        ///< an answer that is not of the shape this version writes
};
/// One English sentence, safe to print: it holds nothing of the record.
std::string_view describe(RecordError error);

/// Takes the memory over and decodes the strings in place.
[[nodiscard]] std::expected<Record, RecordError> parse_record(crypto::SecretBytes bytes);

} // namespace intake
