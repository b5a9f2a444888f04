// referral-desk keygen.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

int keygen(const KeygenRequest& request) {
    const auto passphrase = new_passphrase(request.passphrase_file);
    if (!passphrase) {
        return host::fail(kProgram, passphrase.error());
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
