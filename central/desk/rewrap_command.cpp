// referral-desk rewrap.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/kept.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

int rewrap(const RewrapRequest& request) {
    const auto recipients = read_recipients(request.recipients);
    if (!recipients) {
        return host::fail(kProgram, recipients.error());
    }
    const auto identities = unlock_identity(request.identity, request.passphrase_file);
    if (!identities) {
        return host::fail(kProgram, identities.error());
    }
    const auto done = rewrap_folder(request.in, request.out, *identities, *recipients);
    if (!done) {
        return host::fail(kProgram, done.error());
    }
    for (const std::string& fault : done->faults) {
        host::fail(kProgram, fault);
    }
    std::cout << done->written << " written to " << request.out.string() << ", "
              << done->faults.size() << " not" << std::endl;
    return done->faults.empty() ? host::kExitOk : host::kExitInput;
}

} // namespace central::desk
