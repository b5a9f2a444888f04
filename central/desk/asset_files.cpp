#include "central/desk/asset_files.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>

namespace central::desk {

std::expected<std::string, std::string> read_whole(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string bytes;
    if (in) {
        bytes.assign(std::istreambuf_iterator<char>(in), {});
    }
    if (!in) {
        return std::unexpected(file.string() + ": " + std::strerror(errno));
    }
    return bytes;
}

std::expected<intake::CodeLists, std::string> read_code_lists(const std::filesystem::path& folder) {
    std::vector<intake::CodeFile> files;
    for (const std::string_view name : intake::kCodeListNames) {
        const std::filesystem::path file = folder / (std::string(name) + ".tsv");
        auto bytes = read_whole(file);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        files.push_back({std::string(name), file.string(), std::move(*bytes)});
    }
    return intake::CodeLists::read(files);
}

std::filesystem::path own_code_lists() {
    std::error_code error;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", error);
    auto folder = program.parent_path().parent_path() / "share" / "referral" / "codes";
    return !error && std::filesystem::is_directory(folder, error) ? folder
                                                                  : std::filesystem::path();
}

} // namespace central::desk
