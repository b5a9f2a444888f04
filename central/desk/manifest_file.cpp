// Bounded reading; what the files say is never repeated, only where a fault is.
#include "central/desk/manifest_file.h"

#include "central/desk/clean.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>

namespace central::desk {

namespace {

constexpr std::size_t kLargestList = 4 * 1024 * 1024;
constexpr std::size_t kLargestNote = 64 * 1024; ///< of a signature or of a file with keys

std::expected<std::string, std::string> read_bounded(const std::filesystem::path& file,
                                                     std::size_t most) {
    auto text = host::read_whole(file, most);
    if (!text) {
        return std::unexpected(clean(text.error().sentence()));
    }
    return std::move(*text);
}

/// Nothing for a line that holds no key and need not.
bool is_comment(std::string_view line) {
    return line.empty() || line.starts_with('#') || line.starts_with("untrusted comment:");
}

std::expected<void, std::string> add_root(crypto::Roots& roots, std::string_view line) {
    const auto key = crypto::parse_minisign_key(line);
    if (!key) {
        return std::unexpected("expected a minisign public key (the second line of a .pub file)");
    }
    const auto same = [&](const crypto::MinisignKey& other) { return other.key == key->key; };
    if (std::ranges::any_of(roots.keys, same)) {
        return std::unexpected("this key stands there already");
    }
    roots.keys.push_back(*key);
    return {};
}

std::expected<void, std::string> add_roots_of(crypto::Roots& roots,
                                              const std::filesystem::path& file) {
    const auto text = read_bounded(file, kLargestNote);
    if (!text) {
        return std::unexpected(text.error());
    }
    std::string_view rest = *text;
    for (int number = 1; !rest.empty(); ++number) {
        const std::size_t end = std::min(rest.find('\n'), rest.size());
        std::string_view line = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (is_comment(line)) {
            continue;
        }
        if (const auto added = add_root(roots, line); !added) {
            return std::unexpected(clean(file.string()) + ':' + std::to_string(number) + ": " +
                                   added.error());
        }
    }
    return {};
}

} // namespace

std::expected<crypto::Bytes, std::string> read_list_bytes(const std::filesystem::path& file) {
    const auto text = read_bounded(file, kLargestList);
    if (!text) {
        return std::unexpected(text.error());
    }
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of(*text));
    return bytes;
}

std::expected<ManifestFile, std::string> read_manifest_file(const std::filesystem::path& file) {
    auto bytes = read_list_bytes(file);
    if (!bytes) {
        return std::unexpected(bytes.error());
    }
    auto manifest = crypto::examine_manifest(*bytes);
    if (!manifest) {
        return std::unexpected(clean(file.string()) + ": " + manifest.error().rule);
    }
    return ManifestFile{clean(file.string()), std::move(*bytes), std::move(*manifest)};
}

std::expected<std::vector<SignatureFile>, std::string>
read_signature_files(const std::vector<std::filesystem::path>& files) {
    std::vector<SignatureFile> signatures;
    for (const std::filesystem::path& file : files) {
        auto text = read_bounded(file, kLargestNote);
        if (!text) {
            return std::unexpected(text.error());
        }
        signatures.push_back({clean(file.string()), std::move(*text)});
    }
    return signatures;
}

std::expected<crypto::Roots, std::string> read_roots(const std::filesystem::path& file,
                                                     const std::vector<std::string>& lines,
                                                     std::size_t threshold) {
    crypto::Roots roots{{}, threshold};
    if (!file.empty()) {
        if (const auto added = add_roots_of(roots, file); !added) {
            return std::unexpected(added.error());
        }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto added = add_root(roots, lines[i]); !added) {
            return std::unexpected("--root number " + std::to_string(i + 1) + ": " + added.error());
        }
    }
    if (roots.keys.empty()) {
        return std::unexpected("no key that may sign was named: --roots FILE or --root KEY");
    }
    if (threshold == 0 || threshold > roots.keys.size()) {
        return std::unexpected("--threshold: must be from 1 to the number of keys, " +
                               std::to_string(roots.keys.size()));
    }
    return roots;
}

} // namespace central::desk
