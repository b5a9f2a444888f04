// Reading a file that is no secret into memory. Knows nothing of what it holds.
#pragma once

#include "kiosk/host/private_file.h"

namespace host {

/// All bytes of `file`, whatever it is: what has no end, a folder and more than `most` bytes are
/// refused. The fault has the system's reason.
std::expected<std::string, FileFault> read_whole(const std::filesystem::path& file,
                                                 std::size_t most);

} // namespace host
