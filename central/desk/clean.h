// What comes from outside and is printed: a record, or what the centre says. It never commands the
// caseworker's terminal, whoever wrote it. Judges text only; escapes nothing and prints nothing.
#pragma once

#include "crypto/secret.h"

#include <string>
#include <string_view>

namespace central::desk {

/// Appends `text` with U+FFFD in the place of control characters (line ends too), of the signs that
/// turn the direction of everything after them, and of what is not UTF-8.
void append_clean(crypto::SecretText& to, std::string_view text);

/// The same for what is no secret: the argument of a sentence, which is cleaned before, because the
/// catalogue puts signs of direction of its own around it.
std::string clean(std::string_view text);

} // namespace central::desk
