#include "i18n/catalog.h"

#include "i18n/catalog_file.h"
#include "i18n/icu.h"

#include <algorithm>

namespace i18n {

namespace {

std::uint64_t integer_at(std::string_view bytes, std::size_t offset, std::size_t width) {
    std::uint64_t value = 0;
    for (const char byte : bytes.substr(offset, width)) {
        value = value << 8 | static_cast<unsigned char>(byte);
    }
    return value;
}

/// Written out, for a search reads dozens of them: the compiler makes one load of it.
std::size_t number_at(std::string_view bytes, std::size_t offset) {
    const auto byte = [&](std::size_t i) {
        return std::size_t{static_cast<unsigned char>(bytes[offset + i])};
    };
    return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

/// Where the entries start. The tag's length was checked when the file was read.
std::size_t entries_start(std::string_view bytes) {
    return catalog_file::kHeader + number_at(bytes, 12);
}

struct RawEntry {
    std::string_view key, text;
    bool plain = false;
};

RawEntry entry_at(std::string_view bytes, std::size_t index) {
    const std::size_t at = entries_start(bytes) + catalog_file::kEntry * index;
    const std::size_t key_length = number_at(bytes, at + 4);
    return {.key = bytes.substr(number_at(bytes, at), key_length & ~catalog_file::kPlainBit),
            .text = bytes.substr(number_at(bytes, at + 8), number_at(bytes, at + 12)),
            .plain = (key_length & catalog_file::kPlainBit) != 0};
}

bool within(std::string_view bytes, std::size_t offset, std::size_t length) {
    const std::size_t end = bytes.size() - catalog_file::kChecksum;
    return offset <= end && length <= end - offset;
}

/// What is wrong with the bytes of a catalogue; empty when nothing is.
std::string_view fault_of(std::string_view bytes) {
    using namespace catalog_file;
    if (!bytes.starts_with(kMagic)) {
        return bytes.size() < kMagic.size() ? "is cut short" : "is no catalogue of this version";
    }
    if (bytes.size() < kHeader + kChecksum) {
        return "is cut short";
    }
    const auto body = bytes.substr(0, bytes.size() - kChecksum);
    if (checksum(body) != integer_at(bytes, body.size(), kChecksum)) {
        return "is damaged or cut short: its checksum differs";
    }
    const std::size_t tag = number_at(bytes, 12);
    const std::size_t count = number_at(bytes, 8);
    if (tag == 0 || tag > 64 || !within(bytes, kHeader, tag) || count > kMaxCatalogBytes / kEntry ||
        !within(bytes, kHeader + tag, kEntry * count)) {
        return "is damaged: its table does not fit";
    }
    std::string_view previous;
    for (std::size_t index = 0; index < count; ++index) {
        const std::size_t at = entries_start(bytes) + kEntry * index;
        if (!within(bytes, number_at(bytes, at), number_at(bytes, at + 4) & ~kPlainBit) ||
            !within(bytes, number_at(bytes, at + 8), number_at(bytes, at + 12))) {
            return "is damaged: a text lies outside";
        }
        const auto key = entry_at(bytes, index).key;
        if (key <= previous) {
            return "is damaged: its keys are out of order";
        }
        previous = key;
    }
    return {};
}

icu::UnicodeString unicode_of(std::string_view utf8) {
    return icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
}

icu::Formattable value_of(const Argument& argument) {
    if (const auto* number = std::get_if<std::int64_t>(&argument.value)) {
        return icu::Formattable(*number);
    }
    return icu::Formattable(unicode_of(std::get<std::string_view>(argument.value)));
}

/// Nothing when ICU refuses: then a text value was given where the message wants a number.
std::optional<std::string> formatted(std::string_view pattern, const LocaleId& locale,
                                     Arguments arguments) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::MessageFormat format(unicode_of(pattern), icu::Locale(format_tag(locale).c_str()),
                                    status);
    std::vector<icu::UnicodeString> names;
    std::vector<icu::Formattable> values;
    for (const auto& argument : arguments) {
        names.push_back(unicode_of(argument.name));
        values.push_back(value_of(argument));
    }
    icu::UnicodeString result;
    format.format(names.data(), values.data(), static_cast<int32_t>(names.size()), result, status);
    if (U_FAILURE(status)) {
        return std::nullopt;
    }
    std::string utf8;
    return result.toUTF8String(utf8);
}

} // namespace

std::string CatalogFault::sentence() const {
    return file.string() + ": " + reason;
}

std::expected<Catalog, CatalogFault> Catalog::parse(std::string bytes,
                                                    const std::filesystem::path& file) {
    if (const auto reason = fault_of(bytes); !reason.empty()) {
        return std::unexpected(CatalogFault{file, std::string(reason)});
    }
    LocaleId locale{bytes.substr(catalog_file::kHeader, number_at(bytes, 12))};
    return Catalog(std::move(bytes), std::move(locale));
}

std::optional<Catalog::Entry> Catalog::find(TextId id) const {
    std::size_t low = 0;
    std::size_t high = number_at(bytes_, 8);
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        const auto entry = entry_at(bytes_, middle);
        if (entry.key == id.key) {
            return Entry{entry.text, entry.plain};
        }
        (entry.key < id.key ? low : high) = entry.key < id.key ? middle + 1 : middle;
    }
    return std::nullopt;
}

std::vector<TextId> Catalog::ids() const {
    std::vector<TextId> ids(number_at(bytes_, 8));
    for (std::size_t index = 0; index < ids.size(); ++index) {
        ids[index] = {entry_at(bytes_, index).key};
    }
    return ids;
}

std::expected<Catalogs, CatalogFault>
Catalogs::parse(std::vector<std::pair<std::filesystem::path, std::string>> files,
                const std::filesystem::path& folder) {
    Catalogs all;
    for (auto& [file, bytes] : files) {
        auto catalog = Catalog::parse(std::move(bytes), file);
        if (!catalog) {
            return std::unexpected(std::move(catalog.error()));
        }
        all.catalogs_.push_back(std::move(*catalog));
    }
    std::ranges::sort(all.catalogs_, {}, &Catalog::locale);
    if (all.of(kEnglish) == nullptr) {
        return std::unexpected(CatalogFault{folder, "holds no English catalogue (en.cat)"});
    }
    const auto twin = std::ranges::adjacent_find(all.catalogs_, {}, &Catalog::locale);
    if (twin != all.catalogs_.end()) {
        return std::unexpected(
            CatalogFault{folder, "holds two catalogues of " + twin->locale().tag});
    }
    return all;
}

const Catalog* Catalogs::of(const LocaleId& locale) const {
    const auto found = std::ranges::find(catalogs_, locale, &Catalog::locale);
    return found == catalogs_.end() ? nullptr : &*found;
}

std::vector<LocaleId> Catalogs::languages() const {
    std::vector<LocaleId> languages;
    for (const auto& catalog : catalogs_) {
        languages.push_back(catalog.locale());
    }
    return languages;
}

bool Catalogs::has(TextId id, const LocaleId& locale) const {
    const auto* catalog = of(language_of(locale));
    return catalog != nullptr && catalog->find(id).has_value();
}

std::optional<std::string_view> Catalogs::plain(TextId id, const LocaleId& locale) const {
    const auto* catalog = of(language_of(locale));
    const auto entry = catalog == nullptr ? std::nullopt : catalog->find(id);
    return entry && entry->plain ? std::optional(entry->pattern) : std::nullopt;
}

Text Catalogs::format(TextId id, const LocaleId& locale, Arguments arguments) const {
    for (const auto& candidate : fallbacks_of(locale)) {
        const auto* catalog = of(candidate);
        const auto entry = catalog == nullptr ? std::nullopt : catalog->find(id);
        if (!entry) {
            continue;
        }
        auto text = entry->plain ? std::string(entry->pattern)
                                 : formatted(entry->pattern, candidate, arguments);
        if (text) {
            // "fi" for "fi-FI" is the same language, and keeps what the tag says besides: of
            // "ur-Aran" the faces.
            const bool same = locale.tag.starts_with(candidate.tag);
            return {std::move(*text), same ? locale : candidate, !same};
        }
    }
    return {std::string(id.key), kEnglish, true};
}

} // namespace i18n
