// Loads catalogues, code lists and form; finds a sentence in the catalogue first, in the form
// itself otherwise.
#include "central/desk/reader.h"

#include "central/desk/asset_files.h"
#include "kiosk/host/whole_file.h"
#include "kiosk/intake/code_name.h"

#include <algorithm>

namespace central::desk {

namespace {

std::expected<intake::Questionnaire, std::string> read_form(const std::filesystem::path& file,
                                                            const std::string& bytes,
                                                            const intake::CodeLists& lists) {
    auto form = intake::parse_questionnaire(crypto::bytes_of(bytes), lists);
    if (form) {
        return std::move(*form);
    }
    std::string sentences;
    for (const intake::FormFault& fault : form.error()) {
        sentences += sentences.empty() ? "" : "\n";
        sentences += fault.sentence(file.string());
    }
    return std::unexpected(sentences);
}

const intake::Option* option_of(const intake::Item& item, std::string_view system,
                                std::string_view code) {
    const auto found = std::ranges::find_if(item.options, [&](const intake::Option& option) {
        const auto* coding = std::get_if<intake::Coding>(&option.value);
        return coding != nullptr && coding->code == code &&
               (system.empty() || coding->system == system);
    });
    return found == item.options.end() ? nullptr : &*found;
}

} // namespace

std::expected<Reader, std::string> Reader::load(const DeskConfig& config,
                                                const std::string& language) {
    auto catalogs = read_catalogs(config.assets / "locales");
    if (!catalogs) {
        return std::unexpected(catalogs.error());
    }
    std::string there;
    bool found = false;
    for (const i18n::LocaleId& locale : catalogs->languages()) {
        there += (there.empty() ? "" : ", ") + locale.tag;
        found = found || locale.tag == language;
    }
    if (!found) {
        return std::unexpected("there is no language " + language + "; there are " + there);
    }
    const auto bytes = host::read_whole(config.form, intake::kMaxFormBytes);
    if (!bytes) {
        return std::unexpected(bytes.error().sentence());
    }
    const auto lists = read_code_lists(config.assets / "codes");
    if (!lists) {
        return std::unexpected(lists.error());
    }
    auto form = read_form(config.form, *bytes, *lists);
    if (!form) {
        return std::unexpected(form.error());
    }
    return Reader(std::move(*catalogs), std::move(*form),
                  crypto::hex(crypto::sha256(crypto::bytes_of(*bytes))), i18n::LocaleId{language});
}

std::string Reader::text(i18n::TextId id, i18n::Arguments arguments) const {
    return catalogs_.format(id, language_, arguments).utf8;
}

/// The catalogues hold the sentences of this product's forms only.
std::string Reader::said(const std::string& id, const intake::FormText& own) const {
    if (intake::is_of_this_product(form_) && catalogs_.has({id}, language_)) {
        return catalogs_.format({id}, language_, {}).utf8;
    }
    return std::string(own.in(language_.tag));
}

std::string Reader::wording(std::string_view link_id) const {
    const std::optional<intake::ItemIndex> index = form_.find(link_id);
    return index ? said("form." + std::string(link_id), form_.items[*index].text) : "";
}

std::string Reader::wording(std::string_view link_id, const intake::CodedValue& value) const {
    const std::optional<intake::ItemIndex> index = form_.find(link_id);
    const intake::Option* option =
        index ? option_of(form_.items[*index], value.system, value.code) : nullptr;
    const std::string id = "form." + std::string(link_id) + "." + std::string(value.code);
    const bool said_here = intake::is_of_this_product(form_) && catalogs_.has({id}, language_);
    if (option != nullptr && said_here) {
        return text({id});
    }
    std::string listed = wording(value);
    const std::string_view own = option == nullptr ? "" : option->display.in(language_.tag);
    const bool translated = option != nullptr && own != option->display.text;
    return translated || listed.empty() ? std::string(own) : listed;
}

std::string Reader::wording(const intake::CodedValue& value) const {
    const i18n::TextId code = intake::code_sentence(value.system, value.code);
    return code.empty() ? intake::code_name(value.system, value.code, language_) : text(code);
}

} // namespace central::desk
