// The JSON a form is read from, one object at a time: hands out members of the expected type and
// notes a fault, with the path, for every other. Internal to the form loader.
#pragma once

#include "kiosk/intake/form.h"

#include <initializer_list>
#include <nlohmann/json.hpp>

namespace intake {

using Faults = std::vector<FormFault>;

/// Refuses more than kMaxFormBytes, damaged JSON, duplicate keys and anything but an object.
std::expected<nlohmann::json, FormFault> parse_form_json(std::span<const std::byte> bytes);

class Source {
public:
    Source(const nlohmann::json& object, std::string path, Faults& faults)
        : object_(&object), path_(std::move(path)), faults_(&faults) {}

    /// Names the item in the path of every later fault, also of objects below.
    void label(std::string_view link_id) { label_ = " (linkId '" + std::string(link_id) + "')"; }
    std::string where() const { return path_ + label_; }
    void fault(std::string reason) const { faults_->push_back({where(), std::move(reason)}); }
    void fault_at(std::string_view member, std::string reason) const;

    bool has(const char* key) const { return object_->contains(key); }
    /// Absent members are nothing; so are those of another type, after the fault is noted.
    std::optional<std::string> string(const char* key) const;
    /// A text without white space: FHIR's uri.
    std::optional<std::string> token(const char* key) const;
    /// FHIR's code: no white space at its ends, none twice in a row.
    std::optional<std::string> code(const char* key) const;
    std::optional<bool> boolean(const char* key) const;
    std::optional<std::int64_t> integer(const char* key) const;
    std::optional<PartialDate> date(const char* key) const;
    std::optional<Source> object(const char* key) const;
    /// The objects of an array; a fault for what is no array, an empty one, or no object in it.
    std::vector<Source> objects(const char* key) const;
    /// A text with its translation extensions; empty when absent.
    FormText text(const char* key) const;
    /// The first extension with this url.
    std::optional<Source> extension(std::string_view url) const;
    /// A fault for every member that is not in the list: a misspelt or unsupported one must not be
    /// passed over in silence. `_name` is allowed beside `name`.
    void allow_only(std::initializer_list<std::string_view> names) const;
    /// The member whose name begins so: FHIR's choice of types, `value[x]`. A fault if there are
    /// several.
    std::optional<std::string> member_starting(std::string_view prefix) const;

private:
    const nlohmann::json* find(const char* key) const;
    Source below(const nlohmann::json& object, std::string_view member) const;

    const nlohmann::json* object_;
    std::string path_;
    std::string label_;
    Faults* faults_;
};

} // namespace intake
