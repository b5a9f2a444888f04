// What the centre's tests stand on: a folder of their own, a terminal that signs envelopes, roots
// that sign lists with the real minisign, and a log that can be read.
#pragma once

#include "central/store/embedded_store.h"
#include "kiosk/host/trust.h"
#include "tests/crypto/minisign.h"

#include <nlohmann/json.hpp>

#include <sys/resource.h>

#include <functional>

namespace fixture {

/// A new folder that goes when the test is over.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, std::string_view text);

/// Looks every few milliseconds until `condition` holds; false when it never did (ten seconds).
bool eventually(const std::function<bool()>& condition);

/// Standard error, where the log goes, turned into a file while this lives.
class LogCapture {
public:
    LogCapture();
    ~LogCapture();
    LogCapture(const LogCapture&) = delete;
    LogCapture& operator=(const LogCapture&) = delete;
    std::string text() const { return read_file(folder_ / "log"); }
    bool has(std::string_view part) const { return text().find(part) != std::string::npos; }

private:
    Folder folder_;
    int kept_ = -1;
};

/// No file of this process may grow past `bytes` while this lives: a full disk without a disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes);
    ~FullDisk();
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit before_{};
};

/// A referral's age file: eight stanzas and a record of 64 KiB. Made once a run; only its shape
/// matters here.
const crypto::Bytes& age_file();

/// A terminal: signs envelopes, by default each after the one before it in one chain.
class Kiosk {
public:
    Kiosk();
    const crypto::SigningKey& key() const { return key_; }
    crypto::KioskId id() const { return crypto::kiosk_id_of(key_.public_key()); }
    /// Its line in the list of terminals.
    nlohmann::json entry(const char* state = "active") const;

    /// The next place in the chain, with a submission id of its own.
    crypto::EnvelopeHead next_head() const;
    crypto::Envelope make(const crypto::EnvelopeHead& head,
                          crypto::ByteView sealed = age_file()) const;
    /// Makes the next envelope and moves on.
    crypto::Envelope next();

private:
    crypto::SigningKey key_;
    crypto::ChainId chain_;
    std::uint64_t sequence_ = 0;
    crypto::EnvelopeId last_{};
};

/// As a person puts a list into the folder: FILE, FILE.minisig.1, ...
void write_list(const std::filesystem::path& file, const crypto::SignedList& list);

/// Three roots of which two must sign, and one enrolment key: the lists of one deployment.
class Authority {
public:
    Authority();
    host::Trust trust() const;
    const crypto::MinisignKeys& roots() const { return roots_; }
    const crypto::MinisignKeys& enrolment() const { return enrolment_; }
    /// A manifest of version 1 to vary; always the same recipients.
    nlohmann::json manifest() const { return manifest_; }

    void write_manifest(const std::filesystem::path& folder, const nlohmann::json& manifest,
                        const std::vector<std::size_t>& signers = {0, 1}) const;
    void write_kiosks(const std::filesystem::path& folder, std::uint64_t version,
                      const nlohmann::json& entries) const;

private:
    crypto::MinisignKeys roots_;
    crypto::MinisignKeys enrolment_;
    nlohmann::json manifest_;
};

} // namespace fixture
