// Turns one language's PO files into the catalogue that the programs read. A build tool's library:
// no program of the product links it.
#pragma once

#include "i18n/po.h"

#include <string>

namespace i18n {

/// Reads every *.po of `english` and, beside it, the files of the same names in `translation` (the
/// same folder for English itself). Returns the bytes of the catalogue (catalog_file.h). Messages
/// not yet translated are left out. Refused, with file and line: what ICU cannot parse, arguments
/// that differ from the English, an English text that has changed since, ids that English lacks.
std::expected<std::string, PoFault> compile_catalog(const std::filesystem::path& english,
                                                    const std::filesystem::path& translation);

} // namespace i18n
