// What a caseworker can do: make her key, look what there is, open one; what those who keep records
// for long can: split the recovery key, make it again, give records other readers; and what whoever
// writes a form can: have it checked. Each returns the program's exit code after it has said on
// standard error what went wrong.
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

/// Writes every envelope the centre holds to `out`, ID.envelope; what is there already is left as
/// it is, so that an interrupted run can be taken up again.
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

} // namespace central::desk
