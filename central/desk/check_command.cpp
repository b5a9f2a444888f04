// referral-desk --check-config: reads all that a configuration names, in the order of `open`. Needs
// no centre and no identity.
#include "central/desk/commands.h"
#include "central/desk/desk_lists.h"
#include "central/desk/reader.h"
#include "kiosk/host/process.h"

namespace central::desk {

int check_config(const std::filesystem::path& file) {
    const auto config = read_desk_config(file);
    if (!config) {
        return host::fail(kProgram, config.error().sentence());
    }
    // The language is chosen at each opening; every catalogue is read whichever it is.
    if (const auto reader = Reader::load(*config, OpenRequest().language); !reader) {
        return host::fail(kProgram, reader.error());
    }
    if (const auto fault = DeskLists::fault_of(config->lists, config->trust)) {
        return host::fail(kProgram, *fault);
    }
    return host::all_is_well(kProgram, file);
}

} // namespace central::desk
