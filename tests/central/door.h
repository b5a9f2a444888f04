// The centre's server on a free port of 127.0.0.1, on a thread of its own, with certificates made
// for this run.
#pragma once

#include "central/intake/routes.h"
#include "tests/central/client.h"
#include "tests/central/fixture.h"

#include <atomic>
#include <optional>
#include <thread>

namespace fixture {

/// A private CA with a server certificate and some client certificates below it, and a stranger's
/// CA; made by openssl.
class Certificates {
public:
    Certificates();
    std::filesystem::path file(const std::string& name) const { return folder_ / name; }
    /// What a client with the certificate `name` brings; an empty name brings none. "desk" has
    /// OU=desk, "clerk" OU=clerk, "named" CN=desk, "both" OU=clerk and OU=desk; "stranger" has
    /// OU=desk below another CA.
    Papers papers(const std::string& name = "") const;

private:
    void make_ca(const std::string& name) const;
    void make(const std::string& name, const std::string& subject, const std::string& ca) const;
    Folder folder_;
};

/// A server with the handler a test gives it. Stops with the object.
class Door {
public:
    /// `wanted`: limits; address, port and certificate files are filled in.
    Door(const Certificates& certificates, central::HttpHandler handler,
         central::ServerSettings wanted = {});
    ~Door();
    Door(const Door&) = delete;
    Door& operator=(const Door&) = delete;

    std::uint16_t port() const { return port_; }
    /// Asks run() to end and waits for it. False when it did not (ten seconds).
    bool stop();
    /// Lets go of the server and of whatever connections it still has.
    void close() { server_.reset(); }

private:
    std::optional<central::Server> server_;
    std::uint16_t port_ = 0;
    int stop_ = -1;
    std::atomic<bool> ended_ = false;
    std::thread thread_;
};

/// A handler's settings with small limits.
central::ServerSettings impatient(std::chrono::milliseconds patience);

/// The whole centre but its main program: one listed terminal, a store, a receipt key.
class Centre {
public:
    Centre();
    Client client(const std::string& certificate = "") const;
    std::uint16_t port() const { return door_->port(); }
    Papers papers(const std::string& certificate) const {
        return certificates_.papers(certificate);
    }
    /// The answer to `request` on a connection of its own.
    Answer ask(const std::string& request, const std::string& certificate = "") const;

    Kiosk& kiosk() { return kiosk_; }
    const Authority& authority() const { return authority_; }
    std::filesystem::path lists() const { return folder_ / "lists"; }
    const crypto::PublicKey& receipt_key() const { return receipt_key_; }
    std::filesystem::path store() const { return folder_ / "central.db"; }
    /// SHA-256 of the store's file, and its journal's name if there is one: any write changes it.
    std::string stored() const;

private:
    Folder folder_;
    Certificates certificates_;
    Authority authority_;
    Kiosk kiosk_;
    crypto::PublicKey receipt_key_;
    std::optional<central::Routes> routes_;
    std::optional<Door> door_;
};

/// A whole upload: the request that a terminal sends for `bytes` under `id`.
std::string upload(const std::string& id, crypto::ByteView bytes);
std::string upload(const crypto::Envelope& envelope);
/// The same without a digest, or with another field in its place.
std::string upload_with(const std::string& id, crypto::ByteView bytes, const std::string& fields);
std::string get(const std::string& target);

} // namespace fixture
