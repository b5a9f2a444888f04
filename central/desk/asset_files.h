// The files of the assets folder that the desk reads as they are. Knows no catalogue and no form.
#pragma once

#include "kiosk/intake/code_lists.h"

#include <expected>
#include <filesystem>
#include <string>

namespace central::desk {

/// Every code list of `folder`; the error is "FILE: REASON" or "FILE:LINE: REASON".
std::expected<intake::CodeLists, std::string> read_code_lists(const std::filesystem::path& folder);
/// Where the code lists lie beside this program as it was built or installed; empty: nowhere.
std::filesystem::path own_code_lists();

} // namespace central::desk
