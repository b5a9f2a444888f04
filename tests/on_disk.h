// Catalogues and keyboards that lie on the disk, read as the programs read them.
#pragma once

#include "i18n/catalog.h"
#include "i18n/keyboard.h"
#include "kiosk/host/whole_file.h"

namespace on_disk {

inline std::expected<i18n::Catalog, i18n::CatalogFault> catalog(const std::filesystem::path& file) {
    return i18n::Catalog::parse(host::read_whole(file, i18n::kMaxCatalogBytes).value(), file);
}

inline std::expected<i18n::Catalogs, i18n::CatalogFault>
catalogs(const std::filesystem::path& folder) {
    return i18n::Catalogs::parse(host::read_folder(folder, ".cat", i18n::kMaxCatalogBytes).value(),
                                 folder);
}

inline std::expected<i18n::Keyboard, i18n::KeyboardError>
keyboard(const std::filesystem::path& file) {
    return i18n::parse_keyboard(host::read_whole(file, i18n::kMaxKeyboardBytes).value(), file);
}

} // namespace on_disk
