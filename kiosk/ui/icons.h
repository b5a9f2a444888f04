// The drawings of assets/icons, by name. Reads no file; what is no drawing is a fault.
#pragma once

#include "kiosk/ui/svg_path.h"

#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <utility>

namespace ui {

class Icons {
public:
    Icons() = default;
    using File = std::pair<std::filesystem::path, std::string>; ///< its name, and what is in it
    using Parsed = std::expected<Icons, std::string>;

    /// A drawing is named as its file, without the ending. The error is "FILE: reason".
    static Parsed parse(std::span<const File> files);
    /// Null where there is no drawing of that name.
    const Drawing* find(std::string_view name) const;

private:
    std::map<std::string, Drawing, std::less<>> drawings_;
};

} // namespace ui
