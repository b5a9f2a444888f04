// What a caseworker can do: make her key, look what there is, open one; and what whoever writes a
// form can: have it checked. Each returns the program's exit code after it has said on standard
// error what went wrong.
#pragma once

#include "central/desk/desk_config.h"

#include <optional>
#include <string>

namespace central::desk {

inline constexpr std::string_view kProgram = "referral-desk";

struct KeygenRequest {
    std::filesystem::path out;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal, twice
    std::optional<int> work_factor;        ///< nothing: measured, about a second
};
/// Writes a new identity file and prints its recipient and fingerprint.
int keygen(const KeygenRequest& request);

/// Prints one line for each submission the centre holds: day, id and flags of the first envelope
/// that carries it.
int inbox(const DeskConfig& config);

struct OpenRequest {
    std::string id; ///< 64 hex digits, as the inbox shows them
    std::filesystem::path identity;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal
    std::string language = "fi";           ///< of the sheet, BCP-47
    std::filesystem::path json;            ///< empty: the record is not written to a file
};
/// Fetches, verifies and opens one envelope; prints its sheet.
int open(const DeskConfig& config, const OpenRequest& request);

struct FormCheckRequest {
    std::filesystem::path file;
    std::filesystem::path lists; ///< the folder with the code lists; empty: beside the program
};
/// Reads a form as the terminal does. Prints every fault, or what a good form holds.
int check_form(const FormCheckRequest& request);

} // namespace central::desk
