// The one place where swap.cpp's questions reach the real system. It judges nothing.
#include "kiosk/host/swap.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <sys/stat.h>
#include <sys/sysinfo.h>
#include <sys/sysmacros.h>

namespace host {
namespace {

std::optional<std::string> device_of(const std::string& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) != 0) {
        return std::nullopt;
    }
    const dev_t device = S_ISBLK(status.st_mode) ? status.st_rdev : status.st_dev;
    return std::to_string(major(device)) + ":" + std::to_string(minor(device));
}

std::optional<std::string> swap_size() {
    struct sysinfo info{};
    return ::sysinfo(&info) == 0 ? std::optional(std::to_string(info.totalswap)) : std::nullopt;
}

std::optional<std::string> names_in(const std::string& folder) {
    std::error_code fault;
    std::string names;
    std::filesystem::directory_iterator entry(folder, fault);
    for (; !fault && entry != std::filesystem::directory_iterator(); entry.increment(fault)) {
        names += entry->path().filename().string() + "\n";
    }
    return fault ? std::nullopt : std::optional(names);
}

std::optional<std::string> text_in(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return file ? std::optional(text.str()) : std::nullopt;
}

} // namespace

std::optional<std::string> text_of_this_system(const std::string& name) {
    if (name == kSwapSize) {
        return swap_size();
    }
    if (name.starts_with(kDeviceOf)) {
        return device_of(name.substr(kDeviceOf.size()));
    }
    return name.ends_with('/') ? names_in(name) : text_in(name);
}

} // namespace host
