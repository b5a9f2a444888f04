// Whether what lies in this machine's memory can reach a disk in clear: swap space that is not
// encrypted, or a hibernation image. Locked memory is not swapped, but it is written out when the
// machine hibernates, and a system may refuse to lock more.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace host {

/// Why a place counts as open: it is known to be plain, or nothing says that it is encrypted.
enum class SwapDoubt { Plain, Unknown };

struct OpenSwap {
    std::string place; ///< as the system calls it: a device, a file, "hibernation"
    SwapDoubt doubt = SwapDoubt::Unknown;
    /// For a person: "PLACE: is not encrypted: ..."
    std::string sentence() const;
};

/// What the system says under a name: a file's text; the names in a folder, one a line, for a name
/// that ends in '/'; after kSwapSize the bytes of swap in use or not; after kDeviceOf and a path
/// the "MAJOR:MINOR" of that block device or of the device of that file's file system. Nothing if
/// it says nothing.
using SystemText = std::function<std::optional<std::string>(const std::string& name)>;
inline constexpr std::string_view kSwapSize = "swap size";
inline constexpr std::string_view kDeviceOf = "device of ";

/// Every place where memory may be written out in clear. What cannot be known counts as open.
/// Memory that is compressed into memory (zram) is none unless it has a device behind it.
std::vector<OpenSwap> open_swap(const SystemText& system);
/// The system this program runs on.
std::optional<std::string> text_of_this_system(const std::string& name);

/// Raises an alarm for each open place of this system.
void report_open_swap();
/// The same, for a program that a person uses: a sentence on standard error for each.
void warn_of_open_swap(std::string_view program);

} // namespace host
