// The drawings of assets/icons, by name. Read once at start; a file that is no drawing is a fault.
#pragma once

#include "kiosk/ui/svg_path.h"

#include <filesystem>
#include <map>

namespace ui {

class Icons {
public:
    Icons() = default;
    /// Reads every *.svg of `folder`; the error is "FILE: reason".
    static std::expected<Icons, std::string> load(const std::filesystem::path& folder);
    /// Null where there is no drawing of that name.
    const Drawing* find(std::string_view name) const;

private:
    std::map<std::string, Drawing, std::less<>> drawings_;
};

} // namespace ui
