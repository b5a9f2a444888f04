// Judges swap by what the kernel says of the devices beneath it (sysfs). It reads no device and
// asks no other program.
#include "kiosk/host/swap.h"

#include "kiosk/host/log.h"
#include "kiosk/host/process.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <sstream>

namespace host {
namespace {

// Deeper than any stack of devices; and a loop device may stand on a file that stands on it.
constexpr int kDeepest = 16;

// What cryptsetup calls its devices that encrypt; those that only check (CRYPT-VERITY,
// CRYPT-INTEGRITY, CRYPT-SUBDEV) are not among them.
constexpr std::array<std::string_view, 7> kEncrypting{
    "CRYPT-LUKS1-", "CRYPT-LUKS2-",   "CRYPT-PLAIN-",  "CRYPT-TCRYPT-",
    "CRYPT-BITLK-", "CRYPT-FVAULT2-", "CRYPT-LOOPAES-"};

enum class Kept { InMemory, Encrypted, Plain, Unknown };

bool is_safe(Kept kept) {
    return kept == Kept::InMemory || kept == Kept::Encrypted;
}

std::string first_line(const std::string& text) {
    return text.substr(0, text.find('\n'));
}

std::vector<std::string> lines_of(const std::string& text) {
    std::istringstream stream(text);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty()) {
            lines.push_back(line);
        }
    }
    return lines;
}

/// The kernel writes blanks in a path as "\040".
std::string unescaped(std::string_view path) {
    const auto is_octal = [](char c) { return c >= '0' && c <= '7'; };
    std::string plain;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const std::string_view code = path.substr(i + 1, 3);
        if (path[i] == '\\' && code.size() == 3 && std::ranges::all_of(code, is_octal)) {
            plain += static_cast<char>((code[0] - '0') * 64 + (code[1] - '0') * 8 + code[2] - '0');
            i += code.size();
        } else {
            plain += path[i];
        }
    }
    return plain;
}

/// Looks down through the devices beneath one swap space.
class Judge {
public:
    explicit Judge(const SystemText& system) : system_(system) {}

    /// `number`: "MAJOR:MINOR".
    Kept of_device(const std::string& number, int depth = 0) const {
        const std::string at = "/sys/dev/block/" + number + "/";
        const auto event = system_(at + "uevent");
        if (depth > kDeepest || !event) {
            return Kept::Unknown;
        }
        if (const auto uuid = system_(at + "dm/uuid"); uuid && encrypts(*uuid)) {
            return Kept::Encrypted;
        }
        if (event->find("DEVNAME=zram") != std::string::npos) {
            return of_compressed_memory(at, depth);
        }
        if (const auto file = system_(at + "loop/backing_file")) {
            return of_file(first_line(*file), depth);
        }
        if (system_(at + "partition")) {
            const auto disk = system_(at + "../dev");
            return disk ? of_device(first_line(*disk), depth + 1) : Kept::Unknown;
        }
        return of_slaves(at, depth);
    }

    Kept of_file(const std::string& path, int depth = 0) const {
        const auto number = system_(std::string(kDeviceOf) + path);
        return number ? of_device(first_line(*number), depth + 1) : Kept::Unknown;
    }

    /// A line of /proc/swaps names a device as it was called when it was put in use; a program may
    /// see none of /dev.
    Kept of_named_device(const std::string& path) const {
        auto number = system_(std::string(kDeviceOf) + path);
        if (!number) {
            number = system_("/sys/class/block/" + path.substr(path.rfind('/') + 1) + "/dev");
        }
        return number ? of_device(first_line(*number)) : Kept::Unknown;
    }

private:
    static bool encrypts(const std::string& uuid) {
        return std::ranges::any_of(kEncrypting,
                                   [&](std::string_view kind) { return uuid.starts_with(kind); });
    }

    Kept of_compressed_memory(const std::string& at, int depth) const {
        const auto behind = system_(at + "backing_dev"); // missing: this kernel never writes it out
        const std::string path = behind ? first_line(*behind) : "none";
        return path == "none" ? Kept::InMemory : of_file(path, depth);
    }

    /// Of several (RAID, volumes over two disks) every one.
    Kept of_slaves(const std::string& at, int depth) const {
        const auto names = lines_of(system_(at + "slaves/").value_or(""));
        if (names.empty()) {
            return Kept::Plain;
        }
        for (const std::string& name : names) {
            const auto number = system_("/sys/class/block/" + name + "/dev");
            const Kept kept = number ? of_device(first_line(*number), depth + 1) : Kept::Unknown;
            if (kept != Kept::Encrypted) { // nothing that lies on a zram device is only in memory
                return kept == Kept::InMemory ? Kept::Unknown : kept;
            }
        }
        return Kept::Encrypted;
    }

    const SystemText& system_;
};

void note_unsafe(std::vector<OpenSwap>& open, std::string place, Kept kept) {
    if (!is_safe(kept)) {
        const auto doubt = kept == Kept::Plain ? SwapDoubt::Plain : SwapDoubt::Unknown;
        open.push_back({std::move(place), doubt});
    }
}

void judge_line(const Judge& judge, const std::string& line, std::vector<OpenSwap>& open) {
    std::istringstream words(line);
    std::string escaped;
    std::string type;
    words >> escaped >> type;
    const std::string path = unescaped(escaped);
    const Kept kept = type == "partition" ? judge.of_named_device(path)
                      : type == "file"    ? judge.of_file(path)
                                          : Kept::Unknown;
    note_unsafe(open, path, kept);
}

/// The image goes where resume= says, which need not be in use yet.
void judge_hibernation(const Judge& judge, const SystemText& system, std::vector<OpenSwap>& open) {
    const std::string modes = system("/sys/power/disk").value_or("[disabled]");
    const std::string device = first_line(system("/sys/power/resume").value_or("0:0"));
    if (device != "0:0" && modes.find("[disabled]") == std::string::npos) {
        note_unsafe(open, "hibernation", judge.of_device(device));
    }
}

} // namespace

std::string OpenSwap::sentence() const {
    return place + (doubt == SwapDoubt::Plain ? ": is not encrypted" : ": may not be encrypted") +
           ": what is in memory may be written to it";
}

std::vector<OpenSwap> open_swap(const SystemText& system) {
    std::vector<OpenSwap> open;
    const Judge judge(system);
    judge_hibernation(judge, system, open);
    const auto size = system(std::string(kSwapSize));
    const auto swaps = system("/proc/swaps");
    if (swaps) {
        const auto lines = lines_of(*swaps);
        for (std::size_t i = 1; i < lines.size(); ++i) { // after the heads of the columns
            judge_line(judge, lines[i], open);
        }
    } else if (size != "0") { // a service may be kept from /proc/swaps, not from this number
        open.push_back({"swap", SwapDoubt::Unknown});
    }
    return open;
}

void report_open_swap() {
    const auto open = open_swap(text_of_this_system);
    const auto plain = std::ranges::count(open, SwapDoubt::Plain, &OpenSwap::doubt);
    if (!open.empty()) {
        log(Event::SwapNotEncrypted, {{"places", static_cast<std::int64_t>(open.size())},
                                      {"plain", static_cast<std::int64_t>(plain)}});
    }
}

void warn_of_open_swap(std::string_view program) {
    for (const OpenSwap& place : open_swap(text_of_this_system)) {
        fail(program, place.sentence());
    }
}

} // namespace host
