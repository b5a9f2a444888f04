// Looking for files and reading them into memory. Only regular files are read: a folder, a pipe or
// a device in the place of one is a fault that names it, and none of them is ever waited for. Knows
// nothing of what a file holds.
#pragma once

#include "kiosk/host/descriptor.h"
#include "kiosk/host/private_file.h"

#include <string_view>
#include <utility>
#include <vector>

namespace host {

/// Whether anything has that name, be it a link that leads nowhere. False only where the system
/// says that a folder which is there holds no such name; whatever else keeps the name from being
/// looked up (no permission, a loop of links, an error of the disk) is a fault, for then nobody can
/// know that this is a first start.
std::expected<bool, FileFault> is_there(const std::filesystem::path& file);

/// Opens a regular file of at most `most` bytes for reading. The fault has the system's reason.
std::expected<Descriptor, FileFault> open_file(const std::filesystem::path& file, std::size_t most);

/// All bytes of a regular file; more than `most` are refused. The fault has the system's reason.
std::expected<std::string, FileFault> read_whole(const std::filesystem::path& file,
                                                 std::size_t most);

/// A file's name and all that is in it.
using NamedBytes = std::pair<std::filesystem::path, std::string>;
/// Every file of `folder` whose name ends in `extension` (".svg"), in the order of their names,
/// each as read_whole() reads it. The fault is the folder's or the first file's.
std::expected<std::vector<NamedBytes>, FileFault>
read_folder(const std::filesystem::path& folder, std::string_view extension, std::size_t most);

} // namespace host
