// Opening an age file of any length as it comes, in the memory of two chunks. What a referral needs
// is in open.h; this is for whoever keeps other things under the same keys.
#pragma once

#include "crypto/open.h"

#include <functional>

namespace crypto {

/// Fills `to`; fewer bytes only where the file ends.
using Source = std::function<std::size_t(std::span<std::byte> to)>;
/// Takes the plaintext of a chunk whose tag has been checked. False: it can take no more.
using Sink = std::function<bool(ByteView plaintext)>;

/// Opens a binary or armored file. An armored one is read whole first. As open_age() does, but for
/// two things: a header of more than 1 MiB (some ten thousand recipients) is BadHeader, and what
/// the sink got before an error is the beginning of the plaintext, which the caller must not take
/// for all of it. BadPayload also where the sink takes no more.
Result<void> open_age_stream(const Source& source, std::span<const Identity> identities,
                             const Sink& sink);

} // namespace crypto
