// referral-desk inbox.
#include "central/desk/centre.h"
#include "central/desk/clean.h"
#include "central/desk/commands.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

namespace {

void print(const InboxLine& line) {
    std::cout << clean(line.day) << "  " << crypto::hex(line.id);
    for (const std::string& flag : line.flags) {
        std::cout << "  " << clean(flag);
    }
    std::cout << '\n';
}

} // namespace

int inbox(const DeskConfig& config) {
    Centre centre(config);
    std::int64_t cursor = 0;
    for (;;) {
        const CentreResult<InboxPage> page = centre.page(cursor);
        if (!page) {
            return host::fail(kProgram, config.url + ": " + std::string(describe(page.error())),
                              host::kExitOther);
        }
        if (page->lines.empty()) {
            std::cout << std::flush;
            return host::kExitOk;
        }
        for (const InboxLine& line : page->lines) {
            print(line);
        }
        cursor = page->next;
    }
}

} // namespace central::desk
