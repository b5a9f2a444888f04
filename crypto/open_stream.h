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

/// Opens a binary or armored file. An armored one is read whole first. As open_age() does, and
/// BadPayload also where the sink takes no more. What the sink got before that is the beginning of
/// the plaintext: the caller must not take it for all of it.
Result<void> open_age_stream(const Source& source, std::span<const Identity> identities,
                             const Sink& sink);

} // namespace crypto
