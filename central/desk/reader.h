// What the desk reads a record with: the catalogues of its languages and the form's wording. Holds
// nothing of any record.
#pragma once

#include "central/desk/desk_config.h"
#include "crypto/bytes.h"
#include "i18n/catalog.h"
#include "kiosk/intake/record.h"

#include <expected>
#include <span>
#include <string>
#include <string_view>

namespace central::desk {

class Reader {
public:
    /// Loads what `config` names; `language` is a BCP-47 tag that has a catalogue. The fault is a
    /// sentence that names the file, or the languages there are.
    static std::expected<Reader, std::string> load(const DeskConfig& config,
                                                   const std::string& language);

    const i18n::LocaleId& language() const { return language_; }
    const intake::Questionnaire& form() const { return form_; }
    /// Whether a record names exactly this form. `sha256` in lower-case hex.
    bool is_form(std::string_view sha256) const { return sha256 == form_sha256_; }

    /// Whether a record's linkIds mean this form's items: one of it, of whatever version.
    bool speaks_for(std::string_view form_url) const { return form_url == form_.url; }

    /// A sentence of the desk itself.
    std::string text(i18n::TextId id, i18n::Arguments arguments = {}) const;
    /// The wording of an item; empty when this form has no such item.
    std::string wording(std::string_view link_id) const;
    /// The wording of one of this form's coded answers; of others as below.
    std::string wording(std::string_view link_id, const intake::CodedValue& value) const;
    /// A country or a language by its name in this language; empty for everything else.
    std::string wording(const intake::CodedValue& value) const;

private:
    std::string said(const std::string& id, const intake::FormText& own) const;

    Reader(i18n::Catalogs catalogs, intake::Questionnaire form, std::string form_sha256,
           i18n::LocaleId language)
        : catalogs_(std::move(catalogs)), form_(std::move(form)),
          form_sha256_(std::move(form_sha256)), language_(std::move(language)) {}

    i18n::Catalogs catalogs_;
    intake::Questionnaire form_;
    std::string form_sha256_;
    i18n::LocaleId language_;
};

} // namespace central::desk
