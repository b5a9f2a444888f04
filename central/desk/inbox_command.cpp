// referral-desk inbox.
#include "central/desk/centre.h"
#include "central/desk/clean.h"
#include "central/desk/commands.h"
#include "central/desk/merging.h"
#include "kiosk/host/process.h"

#include <algorithm>
#include <iostream>

namespace central::desk {

namespace {

constexpr std::string_view kRepeat = "repeat"; // the centre's word: another has this submission id

void print(const InboxLine& line) {
    std::cout << clean(line.day) << "  " << crypto::hex(line.id);
    for (const std::string& flag : line.flags) {
        std::cout << "  " << clean(flag);
    }
    std::cout << '\n';
}

/// What each line that the centre calls a repeat carries. One that cannot be had or is not what its
/// id says stays a line of its own: nothing is left out unless it was seen to be here twice.
CentreResult<std::vector<std::optional<Submitted>>>
submitted_by(const std::vector<InboxLine>& lines, Centre& centre) {
    std::vector<std::optional<Submitted>> all;
    for (const InboxLine& line : lines) {
        all.emplace_back();
        if (std::ranges::find(line.flags, kRepeat) == line.flags.end()) {
            continue;
        }
        const CentreResult<crypto::Bytes> bytes = centre.envelope(line.id);
        if (bytes) {
            all.back() = submitted_in(*bytes, line.id);
        } else if (bytes.error() == CentreError::Unreachable ||
                   bytes.error() == CentreError::BrokenOff) {
            return std::unexpected(bytes.error());
        }
    }
    return all;
}

} // namespace

int inbox(const DeskConfig& config) {
    const auto failed = [&](CentreError error) {
        return host::fail(kProgram, config.url + ": " + std::string(describe(error)),
                          host::kExitOther);
    };
    Centre centre(config);
    const auto lines = all_lines(centre);
    if (!lines) {
        return failed(lines.error());
    }
    const auto submitted = submitted_by(*lines, centre);
    if (!submitted) {
        return failed(submitted.error());
    }
    const std::vector<bool> repeats = repeated(*submitted);
    for (std::size_t i = 0; i < lines->size(); ++i) {
        if (!repeats[i]) {
            print((*lines)[i]);
        }
    }
    return host::finish(kProgram);
}

} // namespace central::desk
