// Recovery shares as files and the sentences about them. The words of a share stay in locked
// memory.
#pragma once

#include "crypto/recovery.h"

#include <filesystem>
#include <string>
#include <vector>

namespace central::desk {

/// What a person prints: the share with lines above it that say what it is.
crypto::SecretText printed_share(const crypto::RecoveryShare& share);

/// The identity that the shares in these files make, which nobody but their owner may read. The
/// fault is a sentence that names the file and what is wrong with it.
std::expected<crypto::HybridIdentity, std::string>
combine_files(const std::vector<std::filesystem::path>& files);

} // namespace central::desk
