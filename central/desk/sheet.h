// The sheet a caseworker reads: one opened record as plain text in her language, coded answers in
// words, own words as they were typed. Decides nothing and prints nothing.
#pragma once

#include "central/desk/opening.h"
#include "central/desk/reader.h"

namespace central::desk {

/// UTF-8, in locked memory because it holds what the person said. Whatever comes from the record
/// passes append_clean(): nothing in it commands a terminal.
crypto::SecretText sheet_of(const Opened& opened, const crypto::ListedKiosk* kiosk,
                            const Reader& reader);

/// The answers alone (sheet_answers.cpp), indented by two columns.
void append_answers(crypto::SecretText& sheet, const intake::Record& record, const Reader& reader);

} // namespace central::desk
