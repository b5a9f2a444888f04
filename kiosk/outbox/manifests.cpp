// Acceptance is crypto/lists.h's; here are the rows, and what is logged.
#include "kiosk/outbox/manifests.h"

#include "kiosk/host/log.h"

namespace outbox {
namespace {

std::size_t size_of(const crypto::SignedList& list) {
    std::size_t size = list.bytes.size();
    for (const std::string& signature : list.signatures) {
        size += signature.size();
    }
    return size;
}

DatabaseResult<std::vector<std::string>> read_signatures(Database& database) {
    std::vector<std::string> signatures;
    Statement select(database, "SELECT text FROM manifest_signature ORDER BY position");
    auto row = select.step();
    for (; row && *row; row = select.step()) {
        signatures.emplace_back(select.text(0));
    }
    if (!row) {
        return std::unexpected(row.error());
    }
    return signatures;
}

DatabaseResult<void> insert_signatures(Database& database,
                                       const std::vector<std::string>& signatures) {
    for (const std::string& signature : signatures) {
        Statement insert(database, "INSERT INTO manifest_signature (text) VALUES (?)");
        if (auto done = insert.bind(signature).finish(); !done) {
            return done;
        }
    }
    return {};
}

struct StoredManifest {
    crypto::AcceptedList accepted;
    crypto::SignedList list;
};
DatabaseResult<std::optional<StoredManifest>> read_newest(Database& database) {
    Statement select(database,
                     "SELECT version, hash, bytes FROM manifest ORDER BY version DESC LIMIT 1");
    const auto row = select.step();
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    auto signatures = read_signatures(database);
    if (!signatures) {
        return std::unexpected(signatures.error());
    }
    const crypto::ByteView bytes = select.bytes(2);
    return StoredManifest{{static_cast<std::uint64_t>(select.integer(0)), select.array<32>(1)},
                          {{bytes.begin(), bytes.end()}, std::move(*signatures)}};
}

} // namespace

DatabaseResult<Manifests> Manifests::open(Store& store, Trust trust) {
    Manifests manifests(store, std::move(trust));
    auto read = store.read(read_newest);
    if (!read) {
        return std::unexpected(read.error());
    }
    std::optional<StoredManifest>& newest = *read;
    if (!newest) {
        return manifests;
    }
    manifests.stored_ = newest->accepted;
    auto accepted = crypto::accept_manifest(newest->list, manifests.trust_.roots, std::nullopt,
                                            manifests.trust_.manifest_floor);
    if (!accepted) {
        host::log(host::Event::ManifestRefused, {{"reason", crypto::describe(accepted.error())}});
        return manifests;
    }
    manifests.manifest_ = std::move(accepted->manifest);
    manifests.list_ = std::move(newest->list);
    return manifests;
}

Manifests::Outcome Manifests::accept(const crypto::SignedList& list) {
    if (manifest_ && list.bytes == list_.bytes) {
        return Outcome::Unchanged; // the same bytes need no other signatures
    }
    auto accepted =
        size_of(list) > crypto::kMaxSignedManifest
            ? crypto::Result<crypto::AcceptedManifest>(std::unexpected(crypto::Error::TooLarge))
            : crypto::accept_manifest(list, trust_.roots, stored_, trust_.manifest_floor);
    if (!accepted) {
        host::log(host::Event::ManifestRefused, {{"reason", crypto::describe(accepted.error())}});
        return Outcome::Refused;
    }
    if (auto saved = save(accepted->manifest, list); !saved) {
        host::log(host::Event::QueueFailed, {{"code", saved.error().code}});
        return Outcome::NotStored;
    }
    if (accepted->gap == crypto::ListGap::PreviousUnknown) {
        host::log(host::Event::ManifestGap);
    }
    stored_ = crypto::AcceptedList{accepted->manifest.version, accepted->manifest.hash};
    manifest_ = std::move(accepted->manifest);
    list_ = list;
    host::log(host::Event::ManifestAccepted,
              {{"version", static_cast<std::int64_t>(stored_->version)}});
    return Outcome::Accepted;
}

DatabaseResult<void> Manifests::save(const crypto::Manifest& manifest,
                                     const crypto::SignedList& list) {
    return store_->write([&](Database& database) {
        Statement thin(database, "UPDATE manifest SET bytes = NULL");
        Statement replace(database,
                          "REPLACE INTO manifest (version, hash, bytes) VALUES (?, ?, ?)");
        Statement clear(database, "DELETE FROM manifest_signature");
        replace.bind(static_cast<std::int64_t>(manifest.version))
            .bind(manifest.hash)
            .bind(list.bytes);
        const auto done = finish_all({&thin, &replace, &clear});
        return done ? insert_signatures(database, list.signatures) : done;
    });
}

std::optional<bool> Manifests::lists_terminal(const crypto::SignedList& kiosks,
                                              const crypto::KioskId& kiosk) const {
    if (!crypto::verify_threshold(trust_.enrolment, kiosks.bytes, kiosks.signatures)) {
        return std::nullopt;
    }
    const auto list = crypto::parse_kiosk_list(kiosks.bytes);
    if (!list) {
        return std::nullopt;
    }
    return list->find(kiosk) != nullptr;
}

} // namespace outbox
