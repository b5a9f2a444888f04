// What a caseworker can do: make her key, look what there is, open one; what those who keep records
// for long can: split the recovery key, make it again, give records other readers; what whoever
// writes a form can: have it checked; and what whoever keeps the list of who can read can: write,
// check, read and compare it. Each returns the program's exit code after it has said on standard
// error what went wrong.
#pragma once

#include "central/desk/desk_config.h"
#include "central/desk/manifest_edit.h"

#include <optional>
#include <string>
#include <vector>

namespace central::desk {

inline constexpr std::string_view kProgram = "referral-desk";

/// Says what the commands that take a configuration would, about it and all that it names, without
/// the centre, and changes nothing. `file`: the configuration.
int check_config(const std::filesystem::path& file);

struct KeygenRequest {
    std::filesystem::path out;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal, twice
    std::optional<int> work_factor;        ///< nothing: measured, about a second
};
/// Writes a new identity file and prints its recipient and fingerprint.
int keygen(const KeygenRequest& request);

struct RecipientRequest {
    std::filesystem::path identity;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal
};
/// Prints an identity's recipient and fingerprint once more.
int show_recipient(const RecipientRequest& request);

/// Prints one line for each submission the centre holds: day, id and flags of the first envelope
/// that carries it.
int inbox(const DeskConfig& config);

/// Writes every envelope the centre holds to `out`, ID.envelope; what is there already and whole is
/// left as it is, so that an interrupted run can be taken up again. What is there and damaged is
/// left too, but named and counted as not fetched.
int fetch(const DeskConfig& config, const std::filesystem::path& out);

struct OpenRequest {
    std::string id; ///< 64 hex digits, as the inbox shows them
    std::filesystem::path identity;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal
    std::string language = "fi";           ///< of the sheet, BCP-47
    std::filesystem::path json;            ///< empty: the record is not written to a file
    std::filesystem::path kept;            ///< a folder to read it from; empty: the centre
};
/// Fetches, verifies and opens one envelope; prints its sheet.
int open(const DeskConfig& config, const OpenRequest& request);

struct SplitRequest {
    unsigned threshold = 3;
    unsigned shares = 5;
    std::filesystem::path identity;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal
    std::filesystem::path out;             ///< a folder; made if it is not there
};
/// Splits an identity and writes a file for each share, after it has seen that they work.
int split_recovery(const SplitRequest& request);

struct CombineRequest {
    std::vector<std::filesystem::path> shares;
    KeygenRequest identity; ///< what is written
};
/// Writes the identity that the shares make.
int combine_recovery(const CombineRequest& request);
/// Says whether the shares work. Writes nothing.
int drill_recovery(const std::vector<std::filesystem::path>& shares);

struct RewrapRequest {
    std::filesystem::path in;
    std::filesystem::path out;
    std::filesystem::path identity;
    std::filesystem::path passphrase_file; ///< empty: asked for on the terminal
    std::filesystem::path recipients;      ///< who may read from now on, one a line
};
/// Gives every record of a folder other readers, in another folder.
int rewrap(const RewrapRequest& request);

struct FormCheckRequest {
    std::filesystem::path file;
    std::filesystem::path lists; ///< the folder with the code lists; empty: beside the program
};
/// Reads a form as the terminal does. Prints every fault, or what a good form holds.
int check_form(const FormCheckRequest& request);

struct ManifestNewRequest {
    std::filesystem::path from; ///< the version before
    bool empty = false;         ///< a first version, from nothing
    ManifestEdit edit;
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
