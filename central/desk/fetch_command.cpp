// referral-desk fetch: what the centre holds, still sealed, as files of a folder.
#include "central/desk/centre.h"
#include "central/desk/commands.h"
#include "central/desk/kept.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

namespace {

/// What is wrong; nothing when the envelope was written.
std::optional<std::string> fetch_one(Centre& centre, const crypto::EnvelopeId& id,
                                     const std::filesystem::path& file) {
    const CentreResult<crypto::Bytes> bytes = centre.envelope(id);
    if (!bytes) {
        return crypto::hex(id) + ": " + std::string(describe(bytes.error()));
    }
    const auto envelope = crypto::parse_envelope(*bytes);
    if (!envelope || envelope->id != id) {
        return crypto::hex(id) + ": what the centre sent is not this envelope, or it is damaged";
    }
    const auto written = host::create_private_file(file, *bytes);
    return written ? std::nullopt : std::optional(written.error().sentence());
}

} // namespace

int fetch(const DeskConfig& config, const std::filesystem::path& out) {
    Centre centre(config);
    const auto lines = all_lines(centre);
    if (!lines) {
        return host::fail(kProgram, config.url + ": " + std::string(describe(lines.error())),
                          host::kExitOther);
    }
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error) {
        return host::fail(kProgram, out.string() + ": " + error.message());
    }
    std::size_t there = 0;
    std::size_t failed = 0;
    for (const InboxLine& line : *lines) {
        const std::filesystem::path file = out / kept_name(line.id);
        const auto kept = kept_already(file);
        if (kept && kept->has_value()) {
            ++there;
        } else if (const auto fault = kept ? fetch_one(centre, line.id, file) : kept.error()) {
            host::fail(kProgram, *fault);
            ++failed;
        }
    }
    std::cout << lines->size() - there - failed << " fetched, " << there << " there already, "
              << failed << " not\n";
    return host::finish(kProgram, {}, failed == 0 ? host::kExitOk : host::kExitOther);
}

} // namespace central::desk
