// Makes and reads identity files. Between the two age layers the secret key lives in locked memory
// only.
#include "central/desk/identity.h"

#include "central/desk/passphrase.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <tuple>

namespace central::desk {

namespace {

constexpr int kLeastFactor = 14;
constexpr int kMostFactor = 20;
constexpr std::size_t kLargestFile = 64 * 1024;

/// Nobody may take a small machine's answer for a lost passphrase.
std::string_view why_not_unlocked(crypto::Error error) {
    switch (error) {
    case crypto::Error::NoMatch:
        return "the passphrase does not open it";
    case crypto::Error::NoMemory:
        return "this machine has too little free memory to try the passphrase; try another machine";
    default:
        return "is no identity file, or it is damaged";
    }
}

} // namespace

int work_factor_for(std::chrono::nanoseconds least) {
    int factor = kLeastFactor;
    // Each step doubles the time.
    for (; factor < kMostFactor && least * 2 < std::chrono::milliseconds(1500); ++factor) {
        least *= 2;
    }
    return factor;
}

int measured_work_factor() {
    using Clock = std::chrono::steady_clock;
    const crypto::SecretText probe("a passphrase to measure with");
    auto quickest = Clock::duration::max();
    for (int i = 0; i < 3; ++i) {
        const Clock::time_point start = Clock::now();
        std::ignore =
            crypto::seal_with_passphrase(crypto::bytes_of(probe.view()), probe, kLeastFactor);
        quickest = std::min(quickest, Clock::now() - start);
    }
    return work_factor_for(quickest);
}

std::string fingerprint_of(const crypto::Recipient& recipient) {
    return fingerprint_of(crypto::sha256(recipient.public_key));
}

std::string fingerprint_of(crypto::ByteView hash) {
    std::string text;
    for (std::size_t group = 0; group < 6; ++group) {
        char digits[16];
        std::snprintf(digits, sizeof digits, "%04u",
                      crypto::read_u32(hash.subspan(group * 4, 4)) % 10000U);
        text += (group == 0 ? "" : " ") + std::string(digits);
    }
    return text;
}

PublicIdentity public_half(const crypto::HybridIdentity& identity) {
    const crypto::Recipient recipient = identity.recipient();
    return {.recipient = crypto::format_recipient(recipient),
            .fingerprint = fingerprint_of(recipient)};
}

void print_identity(const PublicIdentity& identity) {
    std::cout << "recipient:   " << identity.recipient << "\nfingerprint: " << identity.fingerprint
              << '\n';
}

std::expected<PublicIdentity, std::string> make_identity(const std::filesystem::path& file,
                                                         const crypto::SecretText& passphrase,
                                                         int work_factor) {
    return write_identity(file, crypto::HybridIdentity::generate(), passphrase, work_factor);
}

std::expected<PublicIdentity, std::string> write_identity(const std::filesystem::path& file,
                                                          const crypto::HybridIdentity& identity,
                                                          const crypto::SecretText& passphrase,
                                                          int work_factor) {
    const PublicIdentity made = public_half(identity);
    crypto::SecretText text("# public key: ");
    text.append(made.recipient);
    text.append("\n");
    text.append(identity.format().view());
    text.append("\n");
    const crypto::Result<crypto::Bytes> sealed =
        crypto::seal_with_passphrase(crypto::bytes_of(text.view()), passphrase, work_factor);
    if (!sealed) {
        return std::unexpected(file.string() + ": " +
                               std::string(crypto::describe(sealed.error())));
    }
    if (const auto kept = host::create_private_file(file, *sealed); !kept) {
        return std::unexpected(kept.error().sentence());
    }
    return made;
}

namespace {

std::expected<std::string, std::string> read_sealed(const std::filesystem::path& file) {
    auto sealed = host::read_whole(file, kLargestFile);
    return sealed ? std::expected<std::string, std::string>(std::move(*sealed))
                  : std::unexpected(sealed.error().sentence());
}

std::expected<std::vector<crypto::Identity>, std::string>
unlock(const std::filesystem::path& file, std::string_view sealed, crypto::SecretText passphrase) {
    std::vector<crypto::Identity> keys;
    keys.emplace_back(crypto::Passphrase{.text = std::move(passphrase)});
    const crypto::Result<crypto::SecretBytes> text =
        crypto::open_age(crypto::bytes_of(sealed), keys);
    if (!text) {
        return std::unexpected(file.string() + ": " + std::string(why_not_unlocked(text.error())));
    }
    crypto::Result<std::vector<crypto::Identity>> identities =
        crypto::parse_identities(crypto::text_of(text->span()));
    if (!identities || identities->empty()) {
        return std::unexpected(file.string() + ": holds no identity that this program reads");
    }
    return std::move(*identities);
}

} // namespace

std::expected<std::vector<crypto::Identity>, std::string>
read_identity(const std::filesystem::path& file, crypto::SecretText passphrase) {
    const auto sealed = read_sealed(file);
    return sealed ? unlock(file, *sealed, std::move(passphrase)) : std::unexpected(sealed.error());
}

std::expected<std::vector<crypto::Identity>, std::string>
unlock_identity(const std::filesystem::path& file, const std::filesystem::path& passphrase_file) {
    const auto sealed = read_sealed(file); // before anybody is asked
    if (!sealed) {
        return std::unexpected(sealed.error());
    }
    auto passphrase = passphrase_file.empty() ? ask_passphrase("The passphrase of " + file.string())
                                              : read_passphrase_file(passphrase_file);
    if (!passphrase) {
        return std::unexpected(passphrase.error());
    }
    return unlock(file, *sealed, std::move(*passphrase));
}

std::expected<crypto::HybridIdentity, std::string>
unlock_key(const std::filesystem::path& file, const std::filesystem::path& passphrase_file) {
    auto identities = unlock_identity(file, passphrase_file);
    if (!identities) {
        return std::unexpected(identities.error());
    }
    auto* key = std::get_if<crypto::HybridIdentity>(&identities->front());
    if (identities->size() != 1 || key == nullptr) {
        return std::unexpected(file.string() + ": holds more than one key, or one of another kind");
    }
    return std::move(*key);
}

std::expected<crypto::SecretText, std::string> new_passphrase(const std::filesystem::path& file) {
    auto first =
        file.empty() ? ask_passphrase("A passphrase for the new key") : read_passphrase_file(file);
    if (!first) {
        return first;
    }
    if (first->size() < kShortestPassphrase) {
        return std::unexpected("the passphrase has fewer than " +
                               std::to_string(kShortestPassphrase) + " characters");
    }
    if (!file.empty()) {
        return first;
    }
    const auto again = ask_passphrase("The same once more");
    if (!again) {
        return std::unexpected(again.error());
    }
    if (!(*first == *again)) {
        return std::unexpected("the two passphrases differ");
    }
    return first;
}

} // namespace central::desk
