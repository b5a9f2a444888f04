// referral-desk open: fetches, verifies, opens, prints. What the person said stays in locked memory
// until it is written out.
#include "central/desk/centre.h"
#include "central/desk/commands.h"
#include "central/desk/desk_lists.h"
#include "central/desk/identity.h"
#include "central/desk/kept.h"
#include "central/desk/sheet.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/process.h"

#include <unistd.h>

#include <algorithm>

namespace central::desk {

namespace {

/// Why the program ends, and with which exit code.
struct Stop {
    std::string sentence;
    int code = host::kExitInput;
};
template <class T>
using Step = std::expected<T, Stop>;

Stop centre_stop(const DeskConfig& config, CentreError error) {
    const int code = error == CentreError::BadFiles ? host::kExitInput : host::kExitOther;
    return {config.url + ": " + std::string(describe(error)), code};
}

/// The newest lists that this desk has ever accepted. A centre that shows older ones, or none, is
/// no reason not to open what a person sent: it is said, and the lists kept here are used.
Step<DeskLists> lists_of(Centre& centre, const DeskConfig& config) {
    auto kept = DeskLists::open(config.lists, config.trust);
    if (!kept) {
        return std::unexpected(Stop{kept.error()});
    }
    std::optional<Stop> trouble;
    if (auto shown = centre.lists(); !shown) {
        trouble = centre_stop(config, shown.error());
    } else if (const auto taken = kept->offer(std::move(*shown)); !taken) {
        trouble = Stop{config.url + ": " + taken.error()};
    } else if (const std::optional<std::string>& unkept = *taken) {
        host::fail(kProgram, *unkept + "; the lists are used now and not remembered");
    }
    if (trouble && kept->current() == nullptr) {
        return std::unexpected(std::move(*trouble));
    }
    if (trouble) {
        host::fail(kProgram, trouble->sentence + "; going on with the lists kept in " +
                                 kept->folder().string());
    }
    return std::move(*kept);
}

/// Manifests before the current one: those kept here, or the centre's.
OlderManifest older_from(Centre& centre, const DeskLists& lists) {
    return [&centre, &lists](const crypto::Hash& hash) {
        if (auto kept = lists.older(hash)) {
            return kept;
        }
        auto fetched = centre.manifest(hash);
        if (!fetched) {
            return std::optional<crypto::Bytes>();
        }
        lists.keep(*fetched);
        return std::optional(std::move(*fetched));
    };
}

/// The record as the centre has it, or as it was kept.
Step<crypto::Bytes> fetch(const DeskConfig& config, const OpenRequest& request,
                          const crypto::EnvelopeId& id, Centre& centre) {
    if (!request.kept.empty()) {
        auto kept = read_kept(request.kept / kept_name(id));
        return kept ? Step<crypto::Bytes>(std::move(*kept)) : std::unexpected(Stop{kept.error()});
    }
    auto bytes = centre.envelope(id);
    if (!bytes) {
        return std::unexpected(centre_stop(config, bytes.error()));
    }
    return std::move(*bytes);
}

Step<Opened> opened_from(crypto::ByteView bytes, const crypto::EnvelopeId& id,
                         const DeskLists& lists, std::span<const crypto::Identity> identities,
                         Centre& centre) {
    auto opened = open_envelope(bytes, id, *lists.current(), identities, older_from(centre, lists));
    if (!opened) {
        return std::unexpected(
            Stop{crypto::hex(id) + ": " + std::string(describe(opened.error()))});
    }
    return std::move(*opened);
}

/// An anonymous record leaves the desk without its terminal: zeros stand where the id was.
void hide_kiosk(crypto::SecretBytes& json, const intake::Id16& kiosk) {
    const std::string id = crypto::hex(kiosk);
    const auto digits = crypto::bytes_of(id);
    const std::span<std::byte> text = json.span();
    for (auto at = text.begin();;) {
        at = std::search(at, text.end(), digits.begin(), digits.end());
        if (at == text.end()) {
            return;
        }
        at = std::fill_n(at, digits.size(), std::byte{'0'});
    }
}

Step<void> show(const OpenRequest& request, Opened& opened, const VerifiedLists& lists,
                const Reader& reader) {
    if (opened.record.decision == "anonymous_only") {
        hide_kiosk(opened.json, opened.record.kiosk);
    }
    if (!request.json.empty()) {
        const auto written = host::create_private_file(request.json, opened.json.span());
        if (!written) {
            return std::unexpected(Stop{written.error().sentence()});
        }
    }
    const crypto::ListedKiosk* kiosk = lists.kiosks.find(opened.record.kiosk);
    const crypto::SecretText sheet = sheet_of(opened, kiosk, reader);
    if (!host::write_all(STDOUT_FILENO, crypto::bytes_of(sheet.view()))) {
        return std::unexpected(Stop{"the sheet cannot be printed", host::kExitOther});
    }
    return {};
}

Step<void> open_and_show(const DeskConfig& config, const OpenRequest& request) {
    const auto id = crypto::from_hex<32>(request.id);
    if (!id) {
        return std::unexpected(Stop{"an envelope's id is 64 hex digits, as the inbox shows it"});
    }
    auto reader = Reader::load(config, request.language);
    if (!reader) {
        return std::unexpected(Stop{reader.error()});
    }
    const auto identities = unlock_identity(request.identity, request.passphrase_file);
    if (!identities) {
        return std::unexpected(Stop{identities.error()});
    }
    Centre centre(config);
    const auto lists = lists_of(centre, config);
    if (!lists) {
        return std::unexpected(lists.error());
    }
    const auto bytes = fetch(config, request, *id, centre);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto opened = opened_from(*bytes, *id, *lists, *identities, centre);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    return show(request, *opened, *lists->current(), *reader);
}

} // namespace

int open(const DeskConfig& config, const OpenRequest& request) {
    const Step<void> done = open_and_show(config, request);
    return done ? host::kExitOk : host::fail(kProgram, done.error().sentence, done.error().code);
}

} // namespace central::desk
