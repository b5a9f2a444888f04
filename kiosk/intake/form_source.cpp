#include "kiosk/intake/form_source.h"

#include <algorithm>
#include <set>

namespace intake {

using nlohmann::json;

namespace {

constexpr std::string_view kTranslation = "http://hl7.org/fhir/StructureDefinition/translation";

constexpr std::string_view kWhiteSpace = " \t\r\n";

bool is_forbidden(char c) {
    return static_cast<unsigned char>(c) < 0x20 && !kWhiteSpace.contains(c);
}

bool is_code(std::string_view text) {
    char before = ' ';
    for (char c : text) {
        if (kWhiteSpace.contains(c) && kWhiteSpace.contains(before))
            return false;
        before = c;
    }
    return !kWhiteSpace.contains(before);
}

std::size_t line_of(std::string_view text, std::size_t offset) {
    auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(offset, text.size()));
    return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

FormFault fault_in_line(std::size_t line, std::string reason) {
    return {"line " + std::to_string(line), std::move(reason)};
}

/// Remembers the keys of every open object while the parser walks, and the first one met twice.
struct DuplicateKeys {
    std::vector<std::set<std::string>> open;
    std::optional<std::string> found;

    bool operator()(int, json::parse_event_t event, json& parsed) {
        if (event == json::parse_event_t::object_start)
            open.emplace_back();
        if (event == json::parse_event_t::object_end)
            open.pop_back();
        if (event == json::parse_event_t::key) {
            auto key = parsed.get<std::string>();
            if (!open.back().insert(key).second && !found)
                found = key;
        }
        return true;
    }
};

} // namespace

std::expected<json, FormFault> parse_form_json(std::span<const std::byte> bytes) {
    if (bytes.size() > kMaxFormBytes) {
        return std::unexpected(FormFault{"", "the form is larger than 8 MiB"});
    }
    std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    DuplicateKeys duplicates;
    try {
        json parsed = json::parse(text, std::ref(duplicates));
        if (duplicates.found) {
            return std::unexpected(
                FormFault{"", "the key '" + *duplicates.found + "' stands twice in one object"});
        }
        if (!parsed.is_object())
            return std::unexpected(FormFault{"", "not a JSON object"});
        return parsed;
    } catch (const json::parse_error& error) {
        return std::unexpected(fault_in_line(line_of(text, error.byte), "not valid JSON"));
    } catch (const json::exception&) {
        return std::unexpected(FormFault{"", "a number in it is out of range"});
    }
}

Source Source::below(const json& object, std::string_view member) const {
    Source source(object, path_.empty() ? std::string(member) : path_ + "." + std::string(member),
                  *faults_);
    source.label_ = label_;
    return source;
}

void Source::fault_at(std::string_view member, std::string reason) const {
    below(*object_, member).fault(std::move(reason));
}

const json* Source::find(const char* key) const {
    auto member = object_->find(key);
    return member == object_->end() ? nullptr : &*member;
}

std::optional<std::string> Source::string(const char* key) const {
    const json* member = find(key);
    if (!member)
        return std::nullopt;
    if (!member->is_string() || member->get_ref<const std::string&>().empty()) {
        fault_at(key, "expected a text that is not empty");
        return std::nullopt;
    }
    auto text = member->get<std::string>();
    if (std::ranges::any_of(text, is_forbidden)) {
        fault_at(key, "holds a control character, which FHIR R4 does not allow");
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> Source::token(const char* key) const {
    auto text = string(key);
    if (text && text->find_first_of(kWhiteSpace) != std::string::npos) {
        fault_at(key, "white space is not allowed here");
        return std::nullopt;
    }
    return text;
}

std::optional<std::string> Source::code(const char* key) const {
    auto text = string(key);
    if (text && !is_code(*text)) {
        fault_at(key, "white space at the ends of a code, or twice in a row, is not allowed");
        return std::nullopt;
    }
    return text;
}

std::optional<bool> Source::boolean(const char* key) const {
    const json* member = find(key);
    if (!member)
        return std::nullopt;
    if (member->is_boolean())
        return member->get<bool>();
    fault_at(key, "expected true or false");
    return std::nullopt;
}

std::optional<std::int64_t> Source::integer(const char* key) const {
    const json* member = find(key);
    if (!member)
        return std::nullopt;
    // FHIR R4 integer: 32 bits. A number above INT64_MAX is stored unsigned and would wrap.
    if (member->is_number_integer() && *member >= INT32_MIN && *member <= INT32_MAX) {
        return member->get<std::int64_t>();
    }
    fault_at(key, "expected a whole number of 32 bits");
    return std::nullopt;
}

std::optional<PartialDate> Source::date(const char* key) const {
    auto text = string(key);
    if (!text)
        return std::nullopt;
    auto date = parse_date(*text);
    if (!date)
        fault_at(key, "expected a date: YYYY, YYYY-MM or YYYY-MM-DD");
    return date;
}

std::optional<Source> Source::object(const char* key) const {
    const json* member = find(key);
    if (!member)
        return std::nullopt;
    if (member->is_object())
        return below(*member, key);
    fault_at(key, "expected an object");
    return std::nullopt;
}

std::vector<Source> Source::objects(const char* key) const {
    const json* member = find(key);
    if (!member)
        return {};
    if (!member->is_array() || member->empty()) {
        fault_at(key, "expected a list that is not empty");
        return {};
    }
    std::vector<Source> sources;
    for (std::size_t i = 0; i < member->size(); ++i) {
        Source source = below((*member)[i], std::string(key) + "[" + std::to_string(i) + "]");
        if ((*member)[i].is_object()) {
            sources.push_back(std::move(source));
        } else {
            source.fault("expected an object");
        }
    }
    return sources;
}

FormText Source::text(const char* key) const {
    FormText text{.text = string(key).value_or(""), .translations = {}};
    auto beside = object(("_" + std::string(key)).c_str());
    if (!beside || !beside->has("extension"))
        return text;
    for (const Source& extension : beside->objects("extension")) {
        if (extension.string("url") != kTranslation)
            continue;
        auto language = extension.extension("lang");
        auto content = extension.extension("content");
        if (!language || !content) {
            extension.fault("a translation needs 'lang' and 'content'");
            continue;
        }
        auto tag = language->string(language->has("valueCode") ? "valueCode" : "valueString");
        auto words =
            content->string(content->has("valueMarkdown") ? "valueMarkdown" : "valueString");
        if (tag && words)
            text.translations.push_back({*tag, *words});
    }
    return text;
}

std::optional<Source> Source::extension(std::string_view url) const {
    for (Source& extension : objects("extension")) {
        if (extension.string("url") == url)
            return std::move(extension);
    }
    return std::nullopt;
}

void Source::allow_only(std::initializer_list<std::string_view> names) const {
    for (const auto& [key, value] : object_->items()) {
        std::string_view name = key;
        if (name.starts_with('_'))
            name.remove_prefix(1);
        if (name == "modifierExtension") {
            fault_at(key, "may change the meaning of the form in a way this engine does not know");
        } else if (std::ranges::find(names, name) == names.end()) {
            fault_at(key, "not a member this engine knows here");
        }
    }
}

std::optional<std::string> Source::member_starting(std::string_view prefix) const {
    std::optional<std::string> found;
    for (const auto& [key, value] : object_->items()) {
        if (key.starts_with(prefix) && found) {
            fault("has both " + *found + " and " + key);
        } else if (key.starts_with(prefix)) {
            found = key;
        }
    }
    return found;
}

} // namespace intake
