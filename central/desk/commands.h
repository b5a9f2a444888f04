// What a caseworker can do: make her key, look what there is, open one; what whoever writes a form
// can: have it checked; and what whoever keeps the list of who can read can: write, check, read and
// compare it. Each returns the program's exit code after it has said on standard error what went
// wrong.
#pragma once

#include "central/desk/desk_config.h"

#include <optional>
#include <string>
#include <vector>

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

struct ManifestNewRequest {
    std::filesystem::path from;      ///< the version before
    bool empty = false;              ///< a first version, from nothing
    std::vector<std::string> add;    ///< ROLE:PSEUDONYM:AGE_RECIPIENT[:NOT_BEFORE:NOT_AFTER]
    std::vector<std::string> revoke; ///< pseudonyms
    std::string expires;             ///< a day
    std::filesystem::path out;
};
/// Writes the next version, to be signed elsewhere; never over a file that exists.
int new_manifest(const ManifestNewRequest& request);

struct SignCheckRequest {
    std::filesystem::path manifest;
    std::vector<std::filesystem::path> signatures;
    std::filesystem::path roots;   ///< a file with minisign public keys; may be empty
    std::vector<std::string> root; ///< more of them
    std::size_t threshold = 2;
    std::filesystem::path stored; ///< the list a terminal holds; empty: none yet
};
/// Says who has signed and whether a terminal would take the list; kExitInput when it would not.
int check_signatures(const SignCheckRequest& request);

/// Prints all that a manifest says, and what is about to end. Verifies no signature.
int show_manifest(const std::filesystem::path& file);
/// Prints what changed from one manifest to another. Verifies no signature.
int diff_manifests(const std::filesystem::path& from, const std::filesystem::path& to);

} // namespace central::desk
