// Reads share files straight into locked memory.
#include "central/desk/share_files.h"

#include "central/desk/identity.h"
#include "kiosk/host/descriptor.h"
#include "kiosk/host/private_file.h"

#include <fcntl.h>

#include <cerrno>
#include <cstring>

namespace central::desk {

namespace {

using Kind = crypto::ShareFault::Kind;
using Files = std::vector<std::filesystem::path>;

constexpr std::size_t kLargestShare = 16 * 1024;

std::expected<crypto::SecretBytes, std::string> read_secret(const std::filesystem::path& file) {
    const host::Descriptor opened{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (opened.get() < 0) {
        return std::unexpected(file.string() + ": " + std::strerror(errno));
    }
    if (const std::string fault = host::openness_fault(opened.get()); !fault.empty()) {
        return std::unexpected(file.string() + ": " + fault);
    }
    crypto::SecretBytes bytes(kLargestShare);
    std::size_t length = 0;
    ssize_t got = 1;
    while (got > 0 && length < bytes.size()) {
        got = ::read(opened.get(), bytes.span().data() + length, bytes.size() - length);
        length += got > 0 ? static_cast<std::size_t>(got) : 0;
    }
    if (got < 0) {
        return std::unexpected(file.string() + ": " + std::strerror(errno));
    }
    bytes.truncate(length);
    return bytes;
}

std::string of_text(const crypto::ShareFault& fault) {
    switch (fault.kind) {
    case Kind::Line:
        return std::string("in the line that begins with ") +
               static_cast<char>('a' + static_cast<char>(fault.line - 1)) +
               "1 a character is wrong, missing or too many";
    case Kind::Lines:
        return "each of its lines is right, but they are not all of one share";
    default:
        return "is no recovery share that this version reads: it has five lines, a1 to e1";
    }
}

std::string set_of(const crypto::RecoveryShare& share) {
    return "set " + crypto::hex(share.set.id) + " of the key " +
           fingerprint_of(share.set.commitment);
}

std::string of_several(const crypto::ShareFault& fault, const Files& files,
                       const std::vector<crypto::RecoveryShare>& shares) {
    const std::string file = files[fault.share].string();
    const std::string other = files[fault.other].string();
    switch (fault.kind) {
    case Kind::Foreign:
        return file + ": is a share of another splitting (" + set_of(shares[fault.share]) +
               ") than " + other + " (" + set_of(shares[fault.other]) + ")";
    case Kind::Duplicate:
        return file + ": is share number " + std::to_string(shares[fault.share].point.x) + ", as " +
               other + " is; it counts once";
    case Kind::Changed:
        return file + ": is not the share that was made, though its checks hold: the others make"
                      " the key without it; try again without this one";
    default:
        return "these shares do not make the key that they name (" +
               fingerprint_of(shares[0].set.commitment) +
               "): one of them is not the share that was made. One more share tells which";
    }
}

} // namespace

crypto::SecretText printed_share(const crypto::RecoveryShare& share) {
    const std::string number = std::to_string(share.point.x);
    const std::string shares = std::to_string(share.set.shares);
    crypto::SecretText text("# Recovery share " + number + " of " + shares + ". Any " +
                            std::to_string(share.set.threshold) + " of the " + shares +
                            " make the recovery key again; fewer say nothing about it.\n");
    text.append("# Fingerprint of the key: " + fingerprint_of(share.set.commitment) +
                "   Set: " + crypto::hex(share.set.id) + "\n");
    text.append("# Keep it on paper, apart from the others. Who types it back may use either case\n"
                "# and leave out the spaces. Lines that begin with # need not be typed.\n\n");
    text.append(crypto::format_share(share).view());
    return text;
}

std::expected<crypto::HybridIdentity, std::string> combine_files(const Files& files) {
    std::vector<crypto::RecoveryShare> shares;
    for (const std::filesystem::path& file : files) {
        const auto bytes = read_secret(file);
        if (!bytes) {
            return std::unexpected(bytes.error());
        }
        auto share = crypto::parse_share(crypto::text_of(bytes->span()));
        if (!share) {
            return std::unexpected(file.string() + ": " + of_text(share.error()));
        }
        shares.push_back(std::move(*share));
    }
    auto combined = crypto::combine_shares(shares);
    if (combined) {
        return std::move(*combined);
    }
    if (combined.error().kind == Kind::TooFew) {
        return std::unexpected(std::to_string(combined.error().line) +
                               " shares are needed to make the key, " +
                               std::to_string(shares.size()) + " were given");
    }
    return std::unexpected(of_several(combined.error(), files, shares));
}

} // namespace central::desk
