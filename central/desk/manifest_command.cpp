// referral-desk manifest: the administrator's side of the list of who can read. Needs neither a
// configuration nor a secret key, asks no network; signing is minisign's, on another machine.
#include "central/desk/clean.h"
#include "central/desk/commands.h"
#include "central/desk/manifest_changes.h"
#include "central/desk/manifest_file.h"
#include "central/desk/manifest_sheet.h"
#include "central/desk/manifest_verdict.h"
#include "kiosk/host/private_file.h"
#include "kiosk/host/process.h"

#include <iostream>

namespace central::desk {

namespace {

crypto::Day today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

void print_warnings(const std::vector<std::string>& warnings) {
    for (const std::string& warning : warnings) {
        std::cout << "WARNING: " << warning << '\n';
    }
}

void print_changes(const ManifestChanges& changes) {
    for (const std::string& line : changes.lines) {
        std::cout << line << '\n';
    }
    print_warnings(changes.warnings);
}

} // namespace

int new_manifest(const ManifestNewRequest& request) {
    std::optional<ManifestFile> old;
    if (!request.empty) {
        auto read = read_manifest_file(request.from);
        if (!read) {
            return host::fail(kProgram, read.error());
        }
        old = std::move(*read);
    }
    const auto text = next_manifest(old ? &old->bytes : nullptr, request.edit, today());
    if (!text) {
        return host::fail(kProgram,
                          clean(request.out.string()) + ": was not written: " + text.error());
    }
    const crypto::ByteView bytes = crypto::bytes_of(*text);
    if (const auto kept = host::create_private_file(request.out, bytes); !kept) {
        return host::fail(kProgram, clean(kept.error().sentence()));
    }
    const auto made = crypto::parse_manifest(bytes);
    std::cout << clean(request.out.string()) << ": to be signed\n";
    if (old) {
        print_changes(manifest_changes(old->manifest, *made));
    }
    print_warnings(manifest_warnings(*made, today()));
    return host::finish(kProgram, clean(request.out.string()) + " was written");
}

int check_signatures(const SignCheckRequest& request) {
    const auto roots = read_roots(request.roots, request.root, request.threshold);
    if (!roots) {
        return host::fail(kProgram, roots.error());
    }
    const auto list = read_list_bytes(request.manifest);
    if (!list) {
        return host::fail(kProgram, list.error());
    }
    const auto signatures = read_signature_files(request.signatures);
    if (!signatures) {
        return host::fail(kProgram, signatures.error());
    }
    std::optional<ManifestFile> stored;
    if (!request.stored.empty()) {
        auto read = read_manifest_file(request.stored);
        if (!read) {
            return host::fail(kProgram, read.error());
        }
        stored = std::move(*read);
    }
    const ManifestVerdict verdict =
        manifest_verdict(*list, *signatures, *roots, stored ? &*stored : nullptr);
    std::cout << verdict.text;
    if (verdict.accepted) {
        print_warnings(manifest_warnings(*crypto::parse_manifest(*list), today()));
    }
    return host::finish(kProgram, {}, verdict.accepted ? host::kExitOk : host::kExitInput);
}

int show_manifest(const std::filesystem::path& file) {
    const auto read = read_manifest_file(file);
    if (!read) {
        return host::fail(kProgram, read.error());
    }
    std::cout << manifest_sheet(read->manifest, today());
    return host::finish(kProgram);
}

int diff_manifests(const std::filesystem::path& from, const std::filesystem::path& to) {
    const auto before = read_manifest_file(from);
    if (!before) {
        return host::fail(kProgram, before.error());
    }
    const auto after = read_manifest_file(to);
    if (!after) {
        return host::fail(kProgram, after.error());
    }
    print_changes(manifest_changes(before->manifest, after->manifest));
    return host::finish(kProgram);
}

} // namespace central::desk
