// referral-desk recovery: split, combine, drill.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/share_files.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/process.h"

#include <algorithm>
#include <iostream>

namespace central::desk {

namespace {

constexpr std::size_t kTestMessage = 1024;
constexpr std::string_view kDeleteThem = "Delete the files with the shares now.\n";

/// A message that nobody has seen, sealed to the identity's recipient, comes back.
bool opens_what_is_sealed(const crypto::HybridIdentity& identity) {
    const crypto::Recipient recipient = identity.recipient();
    const crypto::Bytes message = crypto::random_bytes(kTestMessage);
    const auto sealed = crypto::seal(message, {&recipient, 1});
    std::vector<crypto::Identity> identities;
    identities.emplace_back(
        crypto::HybridIdentity::from_seed(crypto::SecretBytes::copy_of(identity.seed())));
    const auto opened =
        sealed ? crypto::open_age(*sealed, identities) : std::unexpected(sealed.error());
    return opened && std::ranges::equal(opened->span(), message);
}

using Files = std::vector<std::filesystem::path>;

/// Each share to a file of `files`; the first that cannot be written ends it.
std::expected<void, host::FileFault> write_each(const std::vector<crypto::RecoveryShare>& shares,
                                                const Files& files, std::size_t& written) {
    for (written = 0; written < shares.size(); ++written) {
        const crypto::SecretText text = printed_share(shares[written]);
        auto done = host::create_private_file(files[written], crypto::bytes_of(text.view()));
        if (!done) {
            return done;
        }
    }
    return {};
}

/// Where the shares go, in their order; none of them may be there.
std::expected<Files, std::string> places_for_shares(const SplitRequest& request) {
    std::error_code error;
    const bool there = std::filesystem::exists(request.out, error);
    if (error) {
        return std::unexpected(request.out.string() + ": cannot be looked up: " + error.message());
    }
    Files files;
    for (unsigned number = 1; number <= request.shares; ++number) {
        files.push_back(request.out / ("share-" + std::to_string(number) + "-of-" +
                                       std::to_string(request.shares) + ".txt"));
        const auto possible = host::can_be_created(files.back());
        if (there && !possible) {
            return std::unexpected(possible.error().sentence());
        }
    }
    return files;
}

/// All of them, or none. Makes the folder.
std::expected<void, std::string> write_shares(const std::filesystem::path& folder,
                                              const Files& files,
                                              const std::vector<crypto::RecoveryShare>& shares) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        return std::unexpected(folder.string() + ": " + error.message());
    }
    std::size_t written = 0;
    if (const auto done = write_each(shares, files, written); !done) {
        while (written > 0) {
            std::filesystem::remove(files[--written], error);
        }
        return std::unexpected(done.error().sentence());
    }
    return {};
}

} // namespace

int split_recovery(const SplitRequest& request) {
    if (request.threshold > request.shares) {
        return host::fail(kProgram, "the threshold is larger than the number of shares");
    }
    const auto files = places_for_shares(request);
    if (!files) {
        return host::fail(kProgram, files.error());
    }
    const auto key = unlock_key(request.identity, request.passphrase_file);
    if (!key) {
        return host::fail(kProgram, key.error());
    }
    const auto shares = crypto::split_identity(*key, request.threshold, request.shares);
    const auto again = crypto::combine_shares(shares);
    if (!again || !opens_what_is_sealed(*again)) {
        return host::fail(kProgram, "the shares do not work; none was written", host::kExitOther);
    }
    if (const auto written = write_shares(request.out, *files, shares); !written) {
        return host::fail(kProgram, written.error());
    }
    for (const std::filesystem::path& file : *files) {
        std::cout << file.string() << '\n';
    }
    std::cout
        << "fingerprint: " << fingerprint_of(key->recipient()) << "\nAny " << request.threshold
        << " of these " << request.shares
        << " shares make the key again. Print each for another person, then delete these files"
           " and "
        << request.identity.string() << " too.\n";
    return host::finish(kProgram, "the shares were written to " + request.out.string());
}

int combine_recovery(const CombineRequest& request) {
    const auto key = combine_files(request.shares);
    if (!key) {
        return host::fail(kProgram, key.error());
    }
    if (const auto possible = host::can_be_created(request.identity.out); !possible) {
        return host::fail(kProgram, possible.error().sentence());
    }
    const auto passphrase = new_passphrase(request.identity.passphrase_file);
    if (!passphrase) {
        return host::fail(kProgram, passphrase.error());
    }
    const int factor =
        request.identity.work_factor ? *request.identity.work_factor : measured_work_factor();
    const auto made = write_identity(request.identity.out, *key, *passphrase, factor);
    if (!made) {
        return host::fail(kProgram, made.error());
    }
    print_identity(*made);
    std::cout << kDeleteThem;
    return host::finish(kProgram, request.identity.out.string() + " was written");
}

int drill_recovery(const std::vector<std::filesystem::path>& shares) {
    const auto key = combine_files(shares);
    if (!key) {
        return host::fail(kProgram, key.error());
    }
    if (!opens_what_is_sealed(*key)) {
        return host::fail(kProgram, "the key does not open what is sealed to it", host::kExitOther);
    }
    std::cout << "The shares work: together they opened a message sealed a moment ago. Nothing was"
                 " written.\nfingerprint: "
              << fingerprint_of(key->recipient()) << '\n'
              << kDeleteThem;
    return host::finish(kProgram);
}

} // namespace central::desk
