// Reads translators' PO files: msgctxt (our id), msgid (English), msgstr (translation). Plurals are
// written inside the message (ICU MessageFormat), so gettext's own plural forms are refused.
#pragma once

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace i18n {

struct PoFault {
    std::filesystem::path file;
    unsigned line = 0; ///< 0: the file as a whole
    std::string reason;
    /// "FILE:LINE: REASON"
    std::string sentence() const;
};

struct PoMessage {
    std::string id;          ///< msgctxt
    std::string english;     ///< msgid
    std::string translation; ///< msgstr; empty: not translated yet
    unsigned line = 0;       ///< of msgctxt
};

struct PoFile {
    std::filesystem::path file;
    std::string language; ///< the header's Language
    std::vector<PoMessage> messages;
};

/// Parses PO text (UTF-8). `file` is only named in faults. Refused: fuzzy entries, plural forms,
/// an entry without msgctxt, a repeated id, a missing header, anything that is no PO.
std::expected<PoFile, PoFault> parse_po(std::string_view text, const std::filesystem::path& file);

/// Reads and parses `file`.
std::expected<PoFile, PoFault> read_po(const std::filesystem::path& file);

} // namespace i18n
