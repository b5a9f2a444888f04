// referral-desk keygen.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/passphrase.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

namespace {

std::expected<crypto::SecretText, std::string> new_passphrase(const std::filesystem::path& file) {
    if (!file.empty()) {
        return read_passphrase_file(file);
    }
    auto first = ask_passphrase("A passphrase for the new key");
    if (!first) {
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

} // namespace

int keygen(const KeygenRequest& request) {
    const auto passphrase = new_passphrase(request.passphrase_file);
    if (!passphrase) {
        return host::fail(kProgram, passphrase.error());
    }
    if (passphrase->size() < kShortestPassphrase) {
        return host::fail(kProgram, "the passphrase has fewer than " +
                                        std::to_string(kShortestPassphrase) + " characters");
    }
    const int factor = request.work_factor ? *request.work_factor : measured_work_factor();
    const auto made = make_identity(request.out, *passphrase, factor);
    if (!made) {
        return host::fail(kProgram, made.error());
    }
    std::cout << "recipient:   " << made->recipient << "\nfingerprint: " << made->fingerprint
              << std::endl;
    return host::kExitOk;
}

} // namespace central::desk
