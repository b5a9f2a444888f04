// Reads the form, the code lists, the catalogues, the keyboards, the drawings, the fonts and the
// everyday page.
#include "kiosk/app_config.h"

#include "kiosk/host/whole_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::size_t kMaxEverydayBytes = 256 * 1024;
constexpr std::size_t kMaxDrawingBytes = 256 * 1024;

std::expected<intake::CodeLists, std::string> read_code_lists(const std::filesystem::path& folder) {
    std::vector<intake::CodeFile> files;
    for (const std::string_view name : intake::kCodeListNames) {
        const auto file = folder / (std::string(name) + ".tsv");
        auto bytes = host::read_whole(file, intake::kMaxCodeListBytes);
        if (!bytes) {
            return std::unexpected(bytes.error().sentence());
        }
        files.push_back({std::string(name), file.string(), std::move(*bytes)});
    }
    return intake::CodeLists::read(files);
}

std::expected<intake::Questionnaire, std::string> read_form(const std::filesystem::path& file,
                                                            const std::string& bytes,
                                                            const intake::CodeLists& lists) {
    auto form = intake::parse_questionnaire(crypto::bytes_of(bytes), lists);
    auto faults = form ? intake::check_runnable(*form) : form.error();
    if (faults.empty()) {
        return std::move(*form);
    }
    std::string sentences;
    for (const intake::FormFault& fault : faults) {
        sentences += sentences.empty() ? "" : "\n";
        sentences += fault.sentence(file.string());
    }
    return std::unexpected(sentences);
}

std::expected<ui::EverydayText, std::string> parse_everyday(const std::filesystem::path& file,
                                                            const std::string& bytes) {
    try {
        const auto json = nlohmann::json::parse(bytes);
        ui::EverydayText text{.language = json.at("language").get<std::string>(),
                              .title = json.at("title").get<std::string>(),
                              .entries = {}};
        for (const auto& entry : json.at("entries")) {
            text.entries.push_back({entry.at("title").get<std::string>(),
                                    entry.at("text").get<std::string>(),
                                    entry.value("icon", std::string())});
        }
        return text;
    } catch (const nlohmann::json::exception&) {
        return std::unexpected(
            file.string() +
            ": is not JSON of the form {language, title, entries: [{title, text, icon}]}");
    }
}

std::expected<std::vector<ui::EverydayText>, std::string>
read_everyday(const std::filesystem::path& folder) {
    const auto files = host::read_folder(folder, ".json", kMaxEverydayBytes);
    if (!files) {
        return std::unexpected(files.error().sentence());
    }
    std::vector<ui::EverydayText> all;
    for (const auto& [file, bytes] : *files) {
        auto text = parse_everyday(file, bytes);
        if (!text) {
            return std::unexpected(text.error());
        }
        all.push_back(std::move(*text));
    }
    if (all.empty()) {
        return std::unexpected(folder.string() + ": holds no everyday page");
    }
    return all;
}

// Leaving shows it, and must show the same to whoever reads any of the terminal's languages.
std::optional<std::string> missing_everyday(const std::vector<ui::EverydayText>& all,
                                            const Settings& settings) {
    for (const i18n::LocaleId& language : settings.languages) {
        const auto count =
            std::ranges::count(all, i18n::language_of(language).tag, &ui::EverydayText::language);
        if (count != 1) {
            return settings.everyday.string() +
                   (count == 0 ? ": holds no everyday page in "
                               : ": holds two everyday pages in ") +
                   language.tag + ", which `languages` of " + settings.file.string() + " names";
        }
    }
    return std::nullopt;
}

std::optional<std::string> unknown_picture(const std::vector<ui::EverydayText>& all,
                                           const ui::Icons& icons, const Settings& settings) {
    const auto unknown = [&](const ui::EverydayEntry& entry) {
        return !entry.icon.empty() && icons.find(entry.icon) == nullptr;
    };
    for (const ui::EverydayText& text : all) {
        const auto entry = std::ranges::find_if(text.entries, unknown);
        if (entry != text.entries.end()) {
            return settings.everyday.string() + ": the page in " + text.language +
                   " names the picture " + entry->icon + ", which is not in " +
                   (settings.assets / "icons").string();
        }
    }
    return std::nullopt;
}

std::optional<std::string> missing_language(const i18n::Catalogs& catalogs,
                                            const Settings& settings) {
    const auto there = catalogs.languages();
    for (const i18n::LocaleId& language : settings.languages) {
        if (std::ranges::find(there, i18n::language_of(language)) == there.end()) {
            return (settings.assets / "locales").string() + ": has no catalogue of the language " +
                   language.tag;
        }
    }
    return std::nullopt;
}

std::expected<i18n::Catalogs, std::string> read_catalogs(const Settings& settings) {
    const auto folder = settings.assets / "locales";
    auto files = host::read_folder(folder, ".cat", i18n::kMaxCatalogBytes);
    if (!files) {
        return std::unexpected(files.error().sentence());
    }
    auto catalogs = i18n::Catalogs::parse(std::move(*files), folder);
    if (!catalogs) {
        return std::unexpected(catalogs.error().sentence());
    }
    if (auto fault = missing_language(*catalogs, settings)) {
        return std::unexpected(std::move(*fault));
    }
    return std::move(*catalogs);
}

// A box in place of a letter tells nobody anything: better no terminal than one that shows boxes.
std::expected<i18n::Fonts, std::string> read_fonts(const Settings& settings) {
    auto fonts = i18n::Fonts::open(settings.fonts);
    if (!fonts) {
        return std::unexpected(fonts.error().sentence());
    }
    for (const i18n::LocaleId& language : settings.languages) {
        if (const auto lacking = fonts->lacking(language)) {
            return std::unexpected(lacking->sentence());
        }
    }
    return std::move(*fonts);
}

// A language without a file is typed on a hardware keyboard.
std::expected<ui::Keyboards, std::string> read_keyboards(const Settings& settings) {
    ui::Keyboards keyboards;
    for (const i18n::LocaleId& configured : settings.languages) {
        const std::string tag = i18n::language_of(configured).tag;
        const auto file = settings.assets / "keyboards" / (tag + ".kbd");
        const auto there = host::is_there(file);
        if (there && !*there) {
            continue;
        }
        const auto bytes = there ? host::read_whole(file, i18n::kMaxKeyboardBytes)
                                 : std::unexpected(there.error());
        if (!bytes) {
            return std::unexpected(bytes.error().sentence());
        }
        auto keyboard = i18n::parse_keyboard(*bytes, file);
        if (!keyboard) {
            return std::unexpected(keyboard.error().sentence());
        }
        keyboards.emplace(tag, std::move(*keyboard));
    }
    return keyboards;
}

std::expected<ui::Icons, std::string> read_icons(const std::filesystem::path& folder) {
    const auto files = host::read_folder(folder, ".svg", kMaxDrawingBytes);
    return files ? ui::Icons::parse(*files) : std::unexpected(files.error().sentence());
}

} // namespace

std::expected<Assets, std::string> load_assets(const Settings& settings) {
    auto catalogs = read_catalogs(settings);
    if (!catalogs) {
        return std::unexpected(catalogs.error());
    }
    auto fonts = read_fonts(settings);
    if (!fonts) {
        return std::unexpected(fonts.error());
    }
    auto icons = read_icons(settings.assets / "icons");
    if (!icons) {
        return std::unexpected(icons.error());
    }
    auto keyboards = read_keyboards(settings);
    if (!keyboards) {
        return std::unexpected(keyboards.error());
    }
    const auto form_bytes = host::read_whole(settings.form, intake::kMaxFormBytes);
    if (!form_bytes) {
        return std::unexpected(form_bytes.error().sentence());
    }
    const auto lists = read_code_lists(settings.assets / "codes");
    if (!lists) {
        return std::unexpected(lists.error());
    }
    auto form = read_form(settings.form, *form_bytes, *lists);
    if (!form) {
        return std::unexpected(form.error());
    }
    auto everyday = read_everyday(settings.everyday);
    if (!everyday) {
        return std::unexpected(everyday.error());
    }
    for (const auto& fault :
         {missing_everyday(*everyday, settings), unknown_picture(*everyday, *icons, settings)}) {
        if (fault) {
            return std::unexpected(*fault);
        }
    }
    return Assets{.catalogs = std::move(*catalogs),
                  .fonts = std::move(*fonts),
                  .icons = std::move(*icons),
                  .keyboards = std::move(*keyboards),
                  .form = std::move(*form),
                  .form_sha256 = crypto::sha256(crypto::bytes_of(*form_bytes)),
                  .everyday = std::move(*everyday)};
}

} // namespace kiosk
