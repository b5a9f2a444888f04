// A record is read, given its new header, read back from what will be written, and only then
// written.
#include "central/desk/kept.h"

#include "central/desk/asset_files.h"
#include "kiosk/host/private_file.h"

#include <algorithm>
#include <optional>

namespace central::desk {

namespace {

constexpr std::string_view kEnding = ".envelope";
constexpr std::string_view kDamaged = "is damaged, or not the envelope that its name says";

std::string fault(const std::filesystem::path& file, std::string_view reason) {
    return file.string() + ": " + std::string(reason);
}

/// The record, if it is the one its name says.
std::expected<crypto::Envelope, std::string> kept_record(const std::filesystem::path& file) {
    const auto bytes = read_kept(file);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto record = crypto::parse_kept(*bytes);
    if (!record || kept_name(record->id) != file.filename()) {
        return std::unexpected(fault(file, kDamaged));
    }
    return std::move(*record);
}

/// What went wrong; nothing when it was written.
std::optional<std::string> rewrap_file(const std::filesystem::path& file,
                                       const std::filesystem::path& out,
                                       std::span<const crypto::Identity> identities,
                                       std::span<const crypto::Recipient> recipients) {
    const auto record = kept_record(file);
    if (!record) {
        return record.error();
    }
    const auto done = crypto::rewrap(*record, identities, recipients);
    if (!done) {
        return fault(file, crypto::describe(done.error()));
    }
    const crypto::Bytes bytes = crypto::encode_kept(*done);
    const auto again = crypto::parse_kept(bytes);
    if (!again || again->id != record->id) {
        return fault(file, "cannot be kept with another header");
    }
    const auto written = host::create_private_file(out / file.filename(), bytes);
    return written ? std::nullopt : std::optional(written.error().sentence());
}

std::expected<std::vector<std::filesystem::path>, std::string>
records_of(const std::filesystem::path& folder) {
    std::error_code error;
    std::vector<std::filesystem::path> files;
    std::filesystem::directory_iterator entries(folder, error);
    for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
        if (entries->path().extension() == kEnding) {
            files.push_back(entries->path());
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

} // namespace

std::string kept_name(const crypto::EnvelopeId& id) {
    return crypto::hex(id) + std::string(kEnding);
}

std::expected<crypto::Bytes, std::string> read_kept(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::file_size(file, error) > crypto::kMaxKeptBytes || error) {
        return std::unexpected(fault(file, error ? error.message() : "is too large for a record"));
    }
    const auto content = read_whole(file);
    if (!content) {
        return std::unexpected(content.error());
    }
    const crypto::ByteView bytes = crypto::bytes_of(*content);
    return crypto::Bytes(bytes.begin(), bytes.end());
}

std::expected<bool, std::string> is_kept(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::symlink_status(file, error).type() ==
        std::filesystem::file_type::not_found) {
        return false;
    }
    const auto bytes = read_kept(file);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    const auto record = crypto::parse_kept(*bytes);
    if (!record || kept_name(record->id) != file.filename()) {
        return std::unexpected(fault(file, std::string(kDamaged) + ": delete it and run again"));
    }
    return true;
}

std::expected<std::vector<crypto::Recipient>, std::string>
read_recipients(const std::filesystem::path& file) {
    const auto content = read_whole(file);
    if (!content) {
        return std::unexpected(content.error());
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
        const auto recipient = crypto::parse_recipient(line);
        if (!recipient) {
            return std::unexpected(file.string() + ":" + std::to_string(number) +
                                   ": is no recipient (age1pq1...)");
        }
        recipients.push_back(*recipient);
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
    const auto files = records_of(in);
    if (!files) {
        return std::unexpected(files.error());
    }
    std::error_code error;
    std::filesystem::create_directories(out, error);
    if (error) {
        return std::unexpected(fault(out, error.message()));
    }
    Rewrapped all;
    for (const std::filesystem::path& file : *files) {
        if (auto wrong = rewrap_file(file, out, identities, recipients)) {
            all.faults.push_back(std::move(*wrong));
        } else {
            ++all.written;
        }
    }
    return all;
}

} // namespace central::desk
