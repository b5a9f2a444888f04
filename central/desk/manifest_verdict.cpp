// Asks crypto::accept_manifest(), as a terminal does, and says its answer so that one knows what to
// do next.
#include "central/desk/manifest_verdict.h"

#include <algorithm>

namespace central::desk {

namespace {

using crypto::Error;

/// The line of a .pub file, by which people tell keys apart.
std::string line_of(const crypto::MinisignKey& key) {
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of("Ed"));
    crypto::append(bytes, key.key_id);
    crypto::append(bytes, key.key.bytes);
    return crypto::base64_padded(bytes);
}

struct Signers {
    std::string text;
    std::size_t count = 0;
    std::vector<bool> used; ///< by signature file
};

/// Looks for the key's signature in every file.
void ask(const crypto::MinisignKey& key, const crypto::Bytes& list,
         const std::vector<SignatureFile>& signatures, Signers& signers) {
    std::string files;
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        if (crypto::verify_minisign(key, list, signatures[i].text)) {
            files += (files.empty() ? "" : " and ") + signatures[i].name;
            signers.used[i] = true;
        }
    }
    signers.count += files.empty() ? 0U : 1U;
    signers.text += "key " + line_of(key) +
                    (files.empty() ? ": has not signed\n" : ": has signed, " + files + '\n');
}

std::string signers_of(const crypto::Bytes& list, const std::vector<SignatureFile>& signatures,
                       const crypto::Roots& roots) {
    Signers signers{{}, 0, std::vector<bool>(signatures.size())};
    for (const crypto::MinisignKey& key : roots.keys) {
        ask(key, list, signatures, signers);
    }
    for (std::size_t i = 0; i < signatures.size(); ++i) {
        if (!signers.used[i]) {
            signers.text +=
                signatures[i].name + ": is no signature over this list by one of these keys\n";
        }
    }
    return signers.text + std::to_string(signers.count) + " of " +
           std::to_string(roots.keys.size()) + " keys have signed, " +
           std::to_string(roots.threshold) +
           " must: " + (signers.count >= roots.threshold ? "enough" : "TOO FEW") + '\n';
}

/// Why a well-formed list that enough have signed does not follow the stored one.
std::string version_fault(Error error, const crypto::Manifest& manifest,
                          const crypto::Manifest& stored) {
    if (error == Error::OldVersion) {
        return "its version " + std::to_string(manifest.version) + " is older";
    }
    if (manifest.version == stored.version) {
        return "it has the same version and other bytes; the terminal raises an alarm";
    }
    return "`previous` is not the SHA-256 of the list the terminal holds";
}

bool fits_a_terminal(const crypto::SignedList& list) {
    std::size_t size = list.bytes.size();
    for (const std::string& signature : list.signatures) {
        size += signature.size();
    }
    return size <= crypto::kMaxSignedManifest;
}

std::string reason(Error error, const crypto::Bytes& list, const ManifestFile* stored) {
    if (error == Error::TooLarge) {
        return "it has more than 32 signatures, or more than 448 KiB with them";
    }
    const auto manifest = crypto::examine_manifest(list);
    if (!manifest) {
        return manifest.error().rule;
    }
    if (error == Error::TooFewSignatures || stored == nullptr) {
        return std::string(crypto::describe(error));
    }
    return version_fault(error, *manifest, stored->manifest);
}

} // namespace

ManifestVerdict manifest_verdict(const crypto::Bytes& list,
                                 const std::vector<SignatureFile>& signatures,
                                 const crypto::Roots& roots, const ManifestFile* stored) {
    ManifestVerdict verdict{signers_of(list, signatures, roots), false};
    crypto::SignedList signed_list{list, {}};
    for (const SignatureFile& signature : signatures) {
        signed_list.signatures.push_back(signature.text);
    }
    std::optional<crypto::AcceptedList> held;
    std::string terminal = "a terminal that holds no list yet";
    if (stored != nullptr) {
        held = {.version = stored->manifest.version, .hash = stored->manifest.hash};
        terminal = "a terminal that holds " + stored->name + " (version " +
                   std::to_string(held->version) + ')';
    }
    const auto accepted =
        fits_a_terminal(signed_list)
            ? crypto::accept_manifest(signed_list, roots, held, 1)
            : crypto::Result<crypto::AcceptedManifest>(std::unexpected(Error::TooLarge));
    if (!accepted) {
        verdict.text +=
            terminal + " would REFUSE this list: " + reason(accepted.error(), list, stored) + '\n';
        return verdict;
    }
    verdict.accepted = true;
    verdict.text += terminal + (accepted->unchanged ? " holds this very list already\n"
                                                    : " would accept this list\n");
    if (accepted->gap == crypto::ListGap::PreviousUnknown) {
        verdict.text += "versions between the two are missing; the terminal logs that\n";
    }
    return verdict;
}

} // namespace central::desk
