// Feeds bytes to the reader of records, as the desk does with what it has decrypted: whatever it
// takes is JSON to another reader too, says what that one finds there, and commands no terminal
// once it is cleaned.
#include "central/desk/clean.h"
#include "kiosk/intake/record.h"
#include "tests/fuzz/crypto_fuzz.h"

#include <nlohmann/json.hpp>

#include <unicode/utf8.h>

using namespace intake;
using nlohmann::json;

namespace {

void require(bool holds, const char* rule) {
    fuzz::require_empty(holds ? "" : rule);
}

/// No control character, no sign of direction, no torn UTF-8.
void require_tame(std::string_view text) {
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0; // below zero where it is torn
        U8_NEXT(text.data(), at, size, c);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0);
        const bool turns = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
        require(!control && !turns, "a command to the caseworker's terminal");
    }
}

/// Looks at all that one record says.
class Judge {
public:
    Judge(const Record& record, const json& document) : record_(record), document_(document) {}

    void judge() {
        identifiers();
        for (const std::string_view text :
             {record_.form_url, record_.form_version, record_.form_sha256, record_.day,
              record_.notice_id, record_.notice_language, record_.decision, record_.filler,
              record_.code}) {
            said(text);
        }
        for (const auto* list : {&record_.languages, &record_.notice_told}) {
            for (const std::string_view text : *list) {
                said(text);
            }
        }
        items(record_.items);
        require(count_in(document_) == counted_, "items lost or added");
        require_tame(sheet_.view());
    }

private:
    /// A text of the record lies in the record's own memory.
    void said(std::string_view text) {
        const auto memory = record_.memory.span();
        const auto* const begin = reinterpret_cast<const char*>(memory.data());
        require(text.empty() ||
                    (text.data() >= begin && text.data() + text.size() <= begin + memory.size()),
                "a view into other memory");
        central::desk::append_clean(sheet_, text);
    }

    std::string extension(const char* url) const {
        for (const json& each : document_.at("extension")) {
            if (each.is_object() && each.value("url", json()) == url) {
                return each.at("valueString").get<std::string>();
            }
        }
        return "";
    }

    void identifiers() const {
        require(document_.at("identifier").at("value") == crypto::hex(record_.submission),
                "another submission");
        require(extension("urn:referral-kiosk:kiosk") == crypto::hex(record_.kiosk),
                "another terminal");
        require(extension("urn:referral-kiosk:manifest") == crypto::hex(record_.manifest),
                "another manifest");
    }

    void items(const std::vector<RecordItem>& list) {
        for (const RecordItem& item : list) {
            ++counted_;
            require(!item.link_id.empty(), "an item without a name");
            require(item.values.empty() == (item.state != AnswerState::Answered),
                    "an answer that is none");
            said(item.link_id);
            said(item.entered_by);
            said(item.shown_in);
            for (const RecordValue& each : item.values) {
                value(each);
            }
            items(item.items);
        }
    }

    void value(const RecordValue& value) {
        if (const auto* text = std::get_if<std::string_view>(&value)) {
            said(*text);
        } else if (const auto* coded = std::get_if<CodedValue>(&value)) {
            said(coded->system);
            said(coded->code);
            said(coded->display);
        } else if (const auto* date = std::get_if<PartialDate>(&value)) {
            require(is_valid(*date), "a date that is none");
            const auto again = date->said ? parse_said(format_said(*date).view())
                                          : parse_date_parts(format_date(*date));
            require(again == *date, "a date that reads otherwise once written");
        }
    }

    /// The items that the other reader finds where items may stand.
    static std::size_t count_in(const json& object) {
        std::size_t found = 0;
        if (!object.is_object()) {
            return found;
        }
        for (const json& item : object.value("item", json::array())) {
            found += 1 + count_in(item);
            for (const json& answer : item.value("answer", json::array())) {
                found += count_in(answer);
            }
        }
        return found;
    }

    const Record& record_;
    const json& document_;
    crypto::SecretText sheet_;
    std::size_t counted_ = 0;
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const crypto::ByteView bytes = fuzz::view_of(data, size);
    require_tame(central::desk::clean(crypto::text_of(bytes)));
    const auto record = parse_record(crypto::SecretBytes::copy_of(bytes));
    if (!record) {
        fuzz::require_empty(describe(record.error()).empty() ? "a fault without a name" : "");
        return 0;
    }
    try {
        const json document = json::parse(data, data + size);
        Judge(*record, document).judge();
    } catch (const json::out_of_range&) { // a number too large for the other reader alone
    } catch (const json::exception& error) {
        fuzz::require_empty(error.what());
    }
    return 0;
}
