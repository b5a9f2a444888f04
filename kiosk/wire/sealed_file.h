// Bytes handed to another process as a memfd that nobody can change any more.
// Says nothing about what the bytes are.
#pragma once

#include "crypto/bytes.h"
#include "kiosk/wire/descriptor.h"

#include <optional>

namespace wire {

inline constexpr std::size_t kMaxSealedFile = 512 * 1024;

/// A memfd that holds `bytes` (at most kMaxSealedFile) and is sealed against writing, growing,
/// shrinking and unsealing. Nothing when the kernel has no memory for it.
std::optional<Descriptor> make_sealed_file(crypto::ByteView bytes);

/// The bytes of a sealed file of exactly `length`. Nothing when it is no memfd, when a seal is
/// missing (its sender could change it while we read), or when the size differs or is above
/// kMaxSealedFile.
std::optional<crypto::Bytes> read_sealed_file(int fd, std::size_t length);

} // namespace wire
