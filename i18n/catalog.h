// The sentences of the product in each of its languages, read from compiled catalogues
// (catalog_file.h has the layout). Opens no file. Knows no screen and no question; a person's own
// words never pass through here.
#pragma once

#include "i18n/locale.h"
#include "i18n/text_id.h"

#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace i18n {

inline constexpr std::size_t kMaxCatalogBytes = 16 * 1024 * 1024;

/// Why a catalogue cannot be used.
struct CatalogFault {
    std::filesystem::path file;
    std::string reason;
    /// "FILE: REASON"
    std::string sentence() const;
};

/// A named value for a message: a count, a number, a name that is public anyway. Never an answer of
/// the person: ICU keeps copies that nobody wipes.
struct Argument {
    std::string_view name;
    std::variant<std::int64_t, std::string_view> value;
};
using Arguments = std::span<const Argument>;

/// A message ready to be shown, and in which language it really is.
struct Text {
    std::string utf8;
    LocaleId shown_in;
    bool fallback = false; ///< not the language that was asked for: draw it marked
};

/// The messages of one language.
class Catalog {
public:
    struct Entry {
        std::string_view pattern; ///< ICU MessageFormat 1; the text itself when `plain`
        bool plain = false;       ///< takes no arguments
    };

    /// All that is in a file that catalog-compile wrote; its name is for the fault. Checks every
    /// offset and the checksum: what is cut or altered is a fault, never half a catalogue.
    static std::expected<Catalog, CatalogFault> parse(std::string bytes,
                                                      const std::filesystem::path& file);

    const LocaleId& locale() const { return locale_; }
    std::optional<Entry> find(TextId id) const;
    /// Every id, in byte order.
    std::vector<TextId> ids() const;

private:
    Catalog(std::string bytes, LocaleId locale)
        : bytes_(std::move(bytes)), locale_(std::move(locale)) {}

    std::string bytes_; ///< the whole file, checked
    LocaleId locale_;
};

/// All languages, with English behind each of them.
class Catalogs {
public:
    /// Every *.cat of `folder`, by name and content; a fault of one is a fault of all, and so is a
    /// missing en.cat.
    static std::expected<Catalogs, CatalogFault>
    parse(std::vector<std::pair<std::filesystem::path, std::string>> files,
          const std::filesystem::path& folder);

    /// The languages in the order of their tags.
    std::vector<LocaleId> languages() const;
    /// Whether this very language has the message.
    bool has(TextId id, const LocaleId& locale) const;
    /// The message of this very language if it takes no arguments: no copy, no work. The view lives
    /// as long as the catalogues.
    std::optional<std::string_view> plain(TextId id, const LocaleId& locale) const;
    /// The message with its arguments, each isolated from the direction of the text around it. From
    /// the language asked for, else from the first of fallbacks_of() that has it, marked. An id
    /// that nobody has gives the id itself, marked.
    Text format(TextId id, const LocaleId& locale, Arguments arguments = {}) const;

private:
    const Catalog* of(const LocaleId& locale) const;

    std::vector<Catalog> catalogs_;
};

} // namespace i18n
