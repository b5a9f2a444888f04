// referral-desk rewrap.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/kept.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

namespace {

void print_readers(const std::vector<crypto::Recipient>& readers) {
    for (const crypto::Recipient& reader : readers) {
        std::cout << "reader:      " << fingerprint_of(reader) << '\n';
    }
    if (readers.size() == 1) {
        std::cout << "WARNING: one reader only: when that key is lost, so are these records\n";
    }
}

} // namespace

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
    std::cout << done->written << " written to " << request.out.string() << ", " << done->there
              << " there already, " << done->faults.size() << " not\n";
    if (done->others > 0) {
        std::cout << done->others << " passed over in " << request.in.string()
                  << ": their names do not end in .envelope\n";
    }
    print_readers(*recipients);
    return host::finish(kProgram, {}, done->faults.empty() ? host::kExitOk : host::kExitInput);
}

} // namespace central::desk
