// The store in one SQLite file, for a demonstration or one small office. One process, one
// connection. It has no key of its own: all it holds is ciphertext and what the receipts say.
#pragma once

#include "central/store/store.h"

#include <filesystem>
#include <memory>

namespace central {

/// "FILE: reason", to be printed before exit 2.
struct StoreFault {
    std::filesystem::path file;
    std::string reason;
    std::string sentence() const { return file.string() + ": " + reason; }
};

/// Makes an empty store (0600). Never touches a file that exists.
std::expected<void, StoreFault> create_embedded_store(const std::filesystem::path& file);

/// Opens and checks a store: its mark, its version and the integrity of every page. Holds it until
/// the object goes; a second process is refused.
std::expected<std::unique_ptr<Store>, StoreFault>
open_embedded_store(const std::filesystem::path& file);

/// What open_embedded_store() would say, without a byte written. What could not be looked at is
/// told: "FILE is in use", or that a write was interrupted, which opening mends; empty when all
/// was.
std::expected<std::string, StoreFault> check_embedded_store(const std::filesystem::path& file);

} // namespace central
