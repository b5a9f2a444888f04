// Files that only their owner may read: keys, and what a caseworker writes out.
#pragma once

#include <cstddef>
#include <expected>
#include <filesystem>
#include <span>
#include <string>

#include <sys/types.h>

namespace host {

/// "FILE: reason", to be printed before exit 2.
struct FileFault {
    std::filesystem::path file;
    std::string reason;
    std::string sentence() const { return file.string() + ": " + reason; }
};

/// What is said of something that is no regular file, by the mode of stat(2): "is a folder", "is a
/// pipe, no file" or the like.
std::string kind_fault(mode_t mode);
/// Why the open file is not one that only its owner reads: "is a folder", "others can read it
/// (chmod 600)" or the like; empty when it is one.
std::string openness_fault(int fd);
/// Writes everything to `fd`; false, with errno set, when that fails.
bool write_all(int fd, std::span<const std::byte> bytes);
/// Whether create_private_file() can make that file, as far as can be seen before: to be asked
/// before a person is.
std::expected<void, FileFault> can_be_created(const std::filesystem::path& path);
/// Makes `path` with mode 0600, file and directory entry synced, never over a file that is there.
/// Nobody ever sees a part of it under that name, not even after a power cut.
std::expected<void, FileFault> create_private_file(const std::filesystem::path& path,
                                                   std::span<const std::byte> bytes);
/// The same over what is there, if anything is: afterwards the file is all of the old or all of the
/// new.
std::expected<void, FileFault> replace_private_file(const std::filesystem::path& path,
                                                    std::span<const std::byte> bytes);

} // namespace host
