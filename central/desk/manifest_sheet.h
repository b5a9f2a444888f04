// A manifest in words, for the person who is answerable for it: who can read, until when, and what
// has to be done soon. Pure; everything that is the list's own is cleaned for a terminal.
#pragma once

#include "crypto/lists.h"

#include <string>
#include <vector>

namespace central::desk {

/// "caseworker", "archive", "recovery".
std::string_view role_name(crypto::RecipientRole role);
/// "caseworker blue, 2026-01-01 to 2027-12-31, fingerprint 0123 4567 ...".
std::string recipient_line(const crypto::ListedRecipient& entry);
bool is_revoked(const crypto::Manifest& manifest, std::string_view id);
/// The notice that terminals show to people who read `language` (BCP-47): the first of it. Null
/// where there is none; valid as long as the manifest.
const crypto::Notice* shown_notice(const crypto::Manifest& manifest, std::string_view language);

/// What ends within 60 days of `today`, has ended, will leave too few, or is missing; empty when
/// all is well.
std::vector<std::string> manifest_warnings(const crypto::Manifest& manifest, crypto::Day today);

/// All that the manifest says, many lines.
std::string manifest_sheet(const crypto::Manifest& manifest, crypto::Day today);

} // namespace central::desk
