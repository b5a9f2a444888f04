// Starts peer.py, the other end of the uplink, with certificates made for this run.
#pragma once

#include "fixture.h"
#include "kiosk/outbox/uplink.h"

namespace fixture {

/// A private CA and a server certificate for 127.0.0.1 below it, made by openssl.
class Certificates {
public:
    Certificates();
    std::filesystem::path ca() const { return folder_ / "ca.pem"; }
    std::filesystem::path certificate() const { return folder_ / "server.pem"; }
    std::filesystem::path key() const { return folder_ / "server.key"; }
    const std::string& pin() const { return pin_; } ///< "sha256//..."

private:
    Folder folder_;
    std::string pin_;
};

/// One peer.py with a folder of its own; ends with the object.
class Peer {
public:
    Peer(const std::string& mode, const Certificates& certificates);
    ~Peer();
    Peer(const Peer&) = delete;
    Peer& operator=(const Peer&) = delete;

    const std::string& address() const { return address_; } ///< "https://127.0.0.1:PORT"
    outbox::UplinkSettings settings() const;
    /// What it will answer to GET /v1/lists, and to the upload of `envelope`.
    void give_lists(const crypto::SignedList& manifest, const crypto::SignedList& kiosks) const;
    void give_answer(const crypto::EnvelopeId& envelope, int status, std::string_view body) const;
    std::vector<std::string> requests() const; ///< a line each; see peer.py

private:
    const Certificates* certificates_;
    Folder folder_;
    std::string address_;
    int process_ = -1;
};

} // namespace fixture
