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
    /// The files' names without their endings, and what is in them. The error is "FILE: reason".
    static std::expected<Icons, std::string>
    parse(std::span<const std::pair<std::filesystem::path, std::string>> files);
    /// Null where there is no drawing of that name.
    const Drawing* find(std::string_view name) const;

private:
    std::map<std::string, Drawing, std::less<>> drawings_;
};

} // namespace ui
