#include "kiosk/ui/icons.h"

namespace ui {

Icons::Parsed Icons::parse(std::span<const File> files) {
    Icons icons;
    for (const auto& [file, svg] : files) {
        auto drawing = parse_svg(svg);
        if (!drawing) {
            return std::unexpected(file.string() + ": " + drawing.error());
        }
        icons.drawings_.emplace(file.stem().string(), std::move(*drawing));
    }
    return icons;
}

const Drawing* Icons::find(std::string_view name) const {
    const auto found = drawings_.find(name);
    return found == drawings_.end() ? nullptr : &found->second;
}

} // namespace ui
