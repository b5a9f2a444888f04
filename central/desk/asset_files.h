// The catalogues and the code lists of the assets folder, as the desk reads them. Knows no form.
#pragma once

#include "i18n/catalog.h"
#include "kiosk/intake/code_lists.h"

#include <expected>
#include <filesystem>
#include <string>

namespace central::desk {

/// Every catalogue of `folder`; the error is "FILE: REASON".
std::expected<i18n::Catalogs, std::string> read_catalogs(const std::filesystem::path& folder);
/// Every code list of `folder`; the error is "FILE: REASON" or "FILE:LINE: REASON".
std::expected<intake::CodeLists, std::string> read_code_lists(const std::filesystem::path& folder);
/// Where the code lists lie beside this program as it was built or installed; empty: nowhere.
std::filesystem::path own_code_lists();

} // namespace central::desk
