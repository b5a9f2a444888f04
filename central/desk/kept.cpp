// A record is read, given its new header, read back from what will be written, and only then
// written.
#include "central/desk/kept.h"

#include "kiosk/host/private_file.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <optional>

namespace central::desk {

namespace {

constexpr std::string_view kEnding = ".envelope";
constexpr std::string_view kDamaged = "is damaged, or not the envelope that its name says";
constexpr std::size_t kLargestRecipients = 256 * 1024; ///< eight and many remarks
constexpr const char* kAgain = ": delete it and run again";

std::string fault(const std::filesystem::path& file, std::string_view reason) {
    return file.string() + ": " + std::string(reason);
}

/// The record, if it is the one its file's name says.
std::optional<crypto::Envelope> record_in(crypto::ByteView bytes,
                                          const std::filesystem::path& file) {
    auto record = crypto::parse_kept(bytes);
    return record && kept_name(record->id) == file.filename() ? std::optional(std::move(*record))
                                                              : std::nullopt;
}

std::expected<crypto::Envelope, std::string> kept_record(const std::filesystem::path& file) {
    const auto bytes = read_kept(file);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto record = record_in(*bytes, file);
    if (!record) {
        return std::unexpected(fault(file, kDamaged));
    }
    return std::move(*record);
}

/// Whether a run before this one wrote `file` from `record`. The id that both have covers all but
/// the new header, of which only its readers can say whether it is theirs.
std::expected<bool, std::string> rewrapped_before(const crypto::Envelope& record,
                                                  const std::filesystem::path& file) {
    const auto there = kept_already(file);
    if (!there) {
        return std::unexpected(there.error());
    }
    const std::optional<crypto::Envelope>& before = *there;
    if (before && before->age_header == record.age_header) {
        return std::unexpected(fault(file, "has the readers it had" + std::string(kAgain)));
    }
    return before.has_value();
}

enum class Done { Written, There };

std::expected<Done, std::string> rewrap_file(const std::filesystem::path& file,
                                             const std::filesystem::path& out,
                                             std::span<const crypto::Identity> identities,
                                             std::span<const crypto::Recipient> recipients) {
    const auto record = kept_record(file);
    if (!record) {
        return std::unexpected(record.error());
    }
    const auto before = rewrapped_before(*record, out / file.filename());
    if (!before || *before) {
        return before ? std::expected<Done, std::string>(Done::There)
                      : std::unexpected(before.error());
    }
    const auto done = crypto::rewrap(*record, identities, recipients);
    if (!done) {
        return std::unexpected(fault(file, crypto::describe(done.error())));
    }
    const crypto::Bytes bytes = crypto::encode_kept(*done);
    const auto again = crypto::parse_kept(bytes);
    if (!again || again->id != record->id) {
        return std::unexpected(fault(file, "cannot be kept with another header"));
    }
    const auto written = host::create_private_file(out / file.filename(), bytes);
    if (!written) {
        return std::unexpected(written.error().sentence());
    }
    return Done::Written;
}

/// The records of a folder; what else is in it is counted in `others`.
std::expected<std::vector<std::filesystem::path>, std::string>
records_of(const std::filesystem::path& folder, std::size_t& others) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    std::filesystem::directory_iterator entries(folder, error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        if (entries->path().extension() == kEnding) {
            files.push_back(entries->path());
        } else {
            ++others;
        }
    }
    if (error) {
        return std::unexpected(fault(folder, error.message()));
    }
    if (files.empty()) {
        return std::unexpected(fault(folder, "holds no file that ends in .envelope"));
    }
    std::ranges::sort(files);
    return files;
}

std::expected<void, std::string> add_recipient(std::vector<crypto::Recipient>& recipients,
                                               std::string_view line) {
    const auto recipient = crypto::parse_recipient(line);
    if (!recipient) {
        return std::unexpected("is no recipient (age1pq1...)");
    }
    const auto same = [&](const crypto::Recipient& other) {
        return other.public_key == recipient->public_key;
    };
    if (std::ranges::any_of(recipients, same)) {
        return std::unexpected("this recipient stands there already");
    }
    recipients.push_back(*recipient);
    return {};
}

} // namespace

std::string kept_name(const crypto::EnvelopeId& id) {
    return crypto::hex(id) + std::string(kEnding);
}

std::expected<crypto::Bytes, std::string> read_kept(const std::filesystem::path& file) {
    const auto content = host::read_whole(file, crypto::kMaxKeptBytes);
    if (!content) {
        return std::unexpected(content.error().sentence());
    }
    const crypto::ByteView bytes = crypto::bytes_of(*content);
    return crypto::Bytes(bytes.begin(), bytes.end());
}

std::expected<std::optional<crypto::Envelope>, std::string>
kept_already(const std::filesystem::path& file) {
    const auto there = host::is_there(file);
    if (!there || !*there) {
        return there ? std::expected<std::optional<crypto::Envelope>, std::string>(std::nullopt)
                     : std::unexpected(there.error().sentence());
    }
    const auto bytes = read_kept(file);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto record = record_in(*bytes, file);
    if (!record) {
        return std::unexpected(fault(file, std::string(kDamaged) + kAgain));
    }
    return record;
}

std::expected<std::vector<crypto::Recipient>, std::string>
read_recipients(const std::filesystem::path& file) {
    const auto content = host::read_whole(file, kLargestRecipients);
    if (!content) {
        return std::unexpected(content.error().sentence());
    }
    std::vector<crypto::Recipient> recipients;
    std::size_t number = 0;
    for (std::string_view rest = *content; !rest.empty();) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        line = line.substr(0, line.find_last_not_of(" \r") + 1);
        ++number;
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        if (const auto added = add_recipient(recipients, line); !added) {
            return std::unexpected(file.string() + ":" + std::to_string(number) + ": " +
                                   added.error());
        }
    }
    if (recipients.empty() || recipients.size() > crypto::kStanzas) {
        return std::unexpected(fault(file, "must name one to eight recipients"));
    }
    return recipients;
}

std::expected<Rewrapped, std::string> rewrap_folder(const std::filesystem::path& in,
                                                    const std::filesystem::path& out,
                                                    std::span<const crypto::Identity> identities,
                                                    std::span<const crypto::Recipient> recipients) {
    Rewrapped all;
    const auto files = records_of(in, all.others);
    if (!files) {
        return std::unexpected(files.error());
    }
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error) {
        return std::unexpected(fault(out, error.message()));
    }
    for (const std::filesystem::path& file : *files) {
        if (auto done = rewrap_file(file, out, identities, recipients); !done) {
            all.faults.push_back(std::move(done.error()));
        } else {
            ++(*done == Done::Written ? all.written : all.there);
        }
    }
    return all;
}

} // namespace central::desk
