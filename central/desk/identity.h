// A caseworker's identity file: an armored age file under a passphrase, with one post-quantum
// secret key inside. The `age` tool reads it too.
#pragma once

#include "crypto/open.h"

#include <chrono>
#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace central::desk {

/// What others need to seal to this identity.
struct PublicIdentity {
    std::string recipient;   ///< "age1pq1..."
    std::string fingerprint; ///< six groups of four digits, to compare by voice
};

PublicIdentity public_half(const crypto::HybridIdentity& identity);
/// To standard output, two lines.
void print_identity(const PublicIdentity& identity);

inline constexpr std::size_t kShortestPassphrase = 8; ///< bytes

/// 2^n scrypt rounds that take about one second on this machine; 14 to 20. The quickest of three
/// tries counts: what else the machine was doing makes a key no weaker.
int measured_work_factor();
/// The same where 2^14 rounds take `least`: the largest that stays below a second and a half.
int work_factor_for(std::chrono::nanoseconds least);

/// Makes a new identity and writes it, 0600 and synced, never over a file that exists.
/// `work_factor` is scrypt's log2 N. The fault is a sentence that names the file.
std::expected<PublicIdentity, std::string> make_identity(const std::filesystem::path& file,
                                                         const crypto::SecretText& passphrase,
                                                         int work_factor);

/// The same for an identity that is there already.
std::expected<PublicIdentity, std::string> write_identity(const std::filesystem::path& file,
                                                          const crypto::HybridIdentity& identity,
                                                          const crypto::SecretText& passphrase,
                                                          int work_factor);

/// Reads it again. The fault is a sentence that names the file; a wrong passphrase has one of its
/// own.
std::expected<std::vector<crypto::Identity>, std::string>
read_identity(const std::filesystem::path& file, crypto::SecretText passphrase);

/// As read_identity(), with the passphrase that `passphrase_file` holds, or asked for on the
/// terminal if that is empty.
std::expected<std::vector<crypto::Identity>, std::string>
unlock_identity(const std::filesystem::path& file, const std::filesystem::path& passphrase_file);

/// The one post-quantum key of an identity file; otherwise as unlock_identity().
std::expected<crypto::HybridIdentity, std::string>
unlock_key(const std::filesystem::path& file, const std::filesystem::path& passphrase_file);

/// The first line of `file`, or asked for on the terminal, twice, if that is empty; with at least
/// kShortestPassphrase bytes. The fault is a sentence.
std::expected<crypto::SecretText, std::string> new_passphrase(const std::filesystem::path& file);

/// SHA-256 of the recipient's public key: six 32-bit numbers from its start, each modulo 10,000.
std::string fingerprint_of(const crypto::Recipient& recipient);
/// The same from the start of that hash, at least 24 bytes.
std::string fingerprint_of(crypto::ByteView hash);

} // namespace central::desk
