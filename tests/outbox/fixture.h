// What the queue's tests stand on: a folder of their own, a terminal's keys, roots that sign lists,
// and referrals sealed for real.
#pragma once

#include "crypto/lists.h"
#include "kiosk/outbox/manifests.h"
#include "kiosk/outbox/queue.h"

#include <filesystem>

namespace fixture {

/// Memory (tmpfs) is for tests that make hundreds of files and learn nothing from real syncs.
enum class Medium { Disk, Memory };

/// A new folder that goes when the test is over.
class Folder {
public:
    explicit Folder(Medium medium = Medium::Disk);
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

/// A file as minisign writes it (kind ED), made with `key`.
std::string minisign(const crypto::SigningKey& key, crypto::ByteView message);

/// Three roots of which two must sign, an enrolment key, a receipt key, two caseworkers, a recovery
/// key.
class Authority {
public:
    Authority();
    outbox::Trust trust() const;
    /// Signed by the first `signers` roots.
    crypto::SignedList manifest(std::uint64_t version, std::size_t signers = 2,
                                std::size_t padding = 0) const;
    crypto::SignedList kiosks(const crypto::PublicKey& kiosk) const;
    const crypto::SigningKey& receipt_key() const { return receipt_; }
    /// A record of 64 KiB, sealed to those of the manifest.
    crypto::Bytes seal(std::string_view text = "{}") const;

private:
    std::vector<crypto::SigningKey> roots_;
    crypto::SigningKey enrolment_;
    crypto::SigningKey receipt_;
    std::vector<crypto::Recipient> recipients_;
};

/// 32 random bytes, and the same again.
crypto::SecretBytes new_key();
crypto::SecretBytes copy(const crypto::SecretBytes& key);

/// An open queue in a folder of its own that holds version 1 of the manifest.
class Terminal {
public:
    explicit Terminal(const Authority& authority, Medium medium = Medium::Disk);
    /// Closes the file and opens it again, as a restart does.
    void restart();
    void close();
    std::expected<outbox::Store, outbox::StoreFault> open_store() const;

    std::filesystem::path database() const { return folder_ / "queue.db"; }
    const Folder& folder() const { return folder_; }
    const crypto::SecretBytes& key() const { return key_; }
    crypto::SigningKey signer() const;
    outbox::Store& store() { return *store_; }
    outbox::Queue& queue() { return *queue_; }
    outbox::Manifests& manifests() { return *manifests_; }

    std::expected<crypto::EnvelopeId, wire::RefusedReason> put(const crypto::SubmissionId& id,
                                                               crypto::ByteView age_file);
    /// Everything pending, in order.
    std::vector<crypto::Envelope> pending();
    /// The centre's receipt for `envelope`, signed and verified.
    crypto::Receipt receipt_for(const crypto::Envelope& envelope, const std::string& day) const;

private:
    const Authority* authority_;
    Folder folder_;
    crypto::SecretBytes key_;
    crypto::SigningKey signer_;
    std::optional<outbox::Store> store_;
    std::optional<outbox::Queue> queue_;
    std::optional<outbox::Manifests> manifests_;
};

/// Fails the test unless the sequence numbers run from 1 and each names the one before it.
void check_chain(const std::vector<crypto::Envelope>& envelopes, const crypto::PublicKey& key);

} // namespace fixture
