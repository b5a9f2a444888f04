#include "kiosk/ui/icons.h"

#include <fstream>
#include <iterator>

namespace ui {

std::expected<Icons, std::string> Icons::load(const std::filesystem::path& folder) {
    Icons icons;
    std::error_code error;
    std::filesystem::directory_iterator entries(folder, error);
    if (error) {
        return std::unexpected(folder.string() + ": " + error.message());
    }
    for (const auto& entry : entries) {
        if (entry.path().extension() != ".svg") {
            continue;
        }
        std::ifstream file(entry.path(), std::ios::binary);
        const std::string svg(std::istreambuf_iterator<char>(file), {});
        auto drawing = parse_svg(svg);
        if (!drawing) {
            return std::unexpected(entry.path().string() + ": " + drawing.error());
        }
        icons.drawings_.emplace(entry.path().stem().string(), std::move(*drawing));
    }
    return icons;
}

const Drawing* Icons::find(std::string_view name) const {
    const auto found = drawings_.find(name);
    return found == drawings_.end() ? nullptr : &found->second;
}

} // namespace ui
