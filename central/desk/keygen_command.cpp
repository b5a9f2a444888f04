// referral-desk keygen and recipient.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/process.h"

namespace central::desk {

int keygen(const KeygenRequest& request) {
    if (const auto possible = host::can_be_created(request.out); !possible) {
        return host::fail(kProgram, possible.error().sentence());
    }
    const auto passphrase = new_passphrase(request.passphrase_file);
    if (!passphrase) {
        return host::fail(kProgram, passphrase.error());
    }
    const int factor = request.work_factor ? *request.work_factor : measured_work_factor();
    const auto made = make_identity(request.out, *passphrase, factor);
    if (!made) {
        return host::fail(kProgram, made.error());
    }
    print_identity(*made);
    return host::finish(kProgram, request.out.string() + " was written");
}

int show_recipient(const RecipientRequest& request) {
    const auto key = unlock_key(request.identity, request.passphrase_file);
    if (!key) {
        return host::fail(kProgram, key.error());
    }
    print_identity(public_half(*key));
    return host::finish(kProgram);
}

} // namespace central::desk
