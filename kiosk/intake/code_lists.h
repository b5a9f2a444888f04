// The long lists a form may name instead of writing them out: countries, citizenships, languages.
// Reads tables that it is given as bytes (assets/codes); opens no file.
#pragma once

#include "kiosk/intake/options.h"

#include <array>
#include <expected>
#include <map>
#include <span>

namespace intake {

inline constexpr std::string_view kCountrySystem = "urn:iso:std:iso:3166";
inline constexpr std::string_view kLanguageSystem = "urn:ietf:bcp:47";
/// Of what ISO has no code for: being stateless, not knowing.
inline constexpr std::string_view kOwnCountrySystem = "urn:referral-kiosk:code:country";

/// The lists there are: each a file NAME.tsv, called urn:referral-kiosk:codes:NAME by a form. A
/// list may stand in one that comes after it.
inline constexpr std::array<std::string_view, 3> kCodeListNames{"country", "citizenship",
                                                                "language"};
inline constexpr std::size_t kMaxCodeListBytes = 4 * 1024 * 1024;

struct CodeFile {
    std::string name; ///< one of kCodeListNames
    std::string file; ///< as a fault is to call it
    std::string bytes;
};

class CodeLists {
public:
    /// No lists: a form that names one is refused.
    CodeLists() = default;
    /// Reads the tables, in the order of kCodeListNames. The fault is "FILE:LINE: REASON".
    [[nodiscard]] static std::expected<CodeLists, std::string>
    read(std::span<const CodeFile> files);

    /// The list a form calls so; null if there is none.
    const Options* find(std::string_view url) const;
    bool empty() const { return lists_.empty(); }

private:
    std::map<std::string, Options, std::less<>> lists_; ///< by url
};

} // namespace intake
