#include "central/desk/asset_files.h"

#include "kiosk/host/whole_file.h"

namespace central::desk {

namespace {

constexpr std::size_t kLargestList = 4 * 1024 * 1024;

} // namespace

std::expected<i18n::Catalogs, std::string> read_catalogs(const std::filesystem::path& folder) {
    auto files = host::read_folder(folder, ".cat", i18n::kMaxCatalogBytes);
    if (!files) {
        return std::unexpected(files.error().sentence());
    }
    auto catalogs = i18n::Catalogs::parse(std::move(*files), folder);
    return catalogs ? std::expected<i18n::Catalogs, std::string>(std::move(*catalogs))
                    : std::unexpected(catalogs.error().sentence());
}

std::expected<intake::CodeLists, std::string> read_code_lists(const std::filesystem::path& folder) {
    std::vector<intake::CodeFile> files;
    for (const std::string_view name : intake::kCodeListNames) {
        const std::filesystem::path file = folder / (std::string(name) + ".tsv");
        auto bytes = host::read_whole(file, kLargestList);
        if (!bytes) {
            return std::unexpected(bytes.error().sentence());
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
