// See door.h.
#include "tests/central/door.h"

#include <sys/eventfd.h>

#include <csignal>

namespace fixture {

namespace {

void run(const std::string& command) {
    INFO(command);
    REQUIRE(std::system((command + " >/dev/null 2>&1").c_str()) == 0);
}

constexpr const char* kNewKey = " -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";

} // namespace

Certificates::Certificates() {
    make_ca("ca");
    make_ca("other-ca");
    make("server", "/CN=test", "ca");
    make("desk", "/OU=desk/CN=someone", "ca");
    make("clerk", "/OU=clerk/CN=someone", "ca");
    make("named", "/CN=desk", "ca");
    make("both", "/OU=clerk/OU=desk/CN=someone", "ca");
    make("stranger", "/OU=desk/CN=someone", "other-ca");
}

void Certificates::make_ca(const std::string& name) const {
    const std::string at = (folder_ / name).string();
    run(std::string("openssl req -x509") + kNewKey + " -days 2 -subj /CN=" + name + " -keyout " +
        at + ".key -out " + at + ".pem");
}

void Certificates::make(const std::string& name, const std::string& subject,
                        const std::string& ca) const {
    const std::string at = (folder_ / name).string();
    const std::string issuer = (folder_ / ca).string();
    run(std::string("openssl req -x509") + kNewKey + " -days 2 -subj '" + subject + "' -CA " +
        issuer + ".pem -CAkey " + issuer + ".key -addext subjectAltName=IP:127.0.0.1" +
        " -addext basicConstraints=critical,CA:FALSE -keyout " + at + ".key -out " + at + ".pem");
}

Papers Certificates::papers(const std::string& name) const {
    Papers papers{.ca = file("ca.pem"), .certificate = {}, .key = {}};
    if (!name.empty()) {
        papers.certificate = file(name + ".pem");
        papers.key = file(name + ".key");
    }
    return papers;
}

Door::Door(const Certificates& certificates, central::HttpHandler handler,
           central::ServerSettings wanted)
    : stop_(::eventfd(0, EFD_CLOEXEC)) {
    // The default, which ends the program: the server must never raise it.
    std::signal(SIGPIPE, SIG_DFL);
    wanted.address = "127.0.0.1";
    wanted.certificate = certificates.file("server.pem");
    wanted.key = certificates.file("server.key");
    wanted.desk_ca = certificates.file("ca.pem");
    if (wanted.body_limit == 0) {
        wanted.body_limit = central::kBodyLimit;
    }
    auto server = central::Server::start(wanted, std::move(handler));
    INFO((server ? "" : server.error()));
    REQUIRE(server.has_value());
    server_.emplace(std::move(*server));
    port_ = server_->port();
    thread_ = std::thread([this] {
        server_->run(stop_);
        ended_ = true;
    });
}

Door::~Door() {
    stop();
    thread_.join();
    ::close(stop_);
}

bool Door::stop() {
    const std::uint64_t one = 1;
    return ::write(stop_, &one, sizeof one) == sizeof one &&
           eventually([this] { return ended_.load(); });
}

central::ServerSettings impatient(std::chrono::milliseconds patience) {
    central::ServerSettings settings;
    settings.patience = patience;
    return settings;
}

Centre::Centre() {
    std::filesystem::create_directory(lists());
    authority_.write_manifest(lists(), authority_.manifest());
    authority_.write_kiosks(lists(), 1, nlohmann::json::array({kiosk_.entry()}));
    auto list_folder = central::ListFolder::open(lists(), authority_.trust());
    REQUIRE(list_folder.has_value());
    REQUIRE(central::create_embedded_store(store()).has_value());
    auto opened = central::open_embedded_store(store());
    REQUIRE(opened.has_value());
    crypto::SigningKey key = crypto::SigningKey::generate();
    receipt_key_ = key.public_key();
    routes_.emplace(std::move(*opened), std::move(*list_folder), std::move(key), "test.example");
    door_.emplace(certificates_,
                  [this](const central::HttpRequest& request) { return routes_->answer(request); });
}

Client Centre::client(const std::string& certificate) const {
    return Client(door_->port(), certificates_.papers(certificate));
}

Answer Centre::ask(const std::string& request, const std::string& certificate) const {
    Client client(door_->port(), certificates_.papers(certificate));
    REQUIRE(client.connected());
    const std::optional<Answer> answer = client.ask(request);
    REQUIRE(answer.has_value());
    return *answer;
}

std::string Centre::stored() const {
    const std::filesystem::path journal = store().string() + "-journal";
    return crypto::hex(crypto::sha256(crypto::bytes_of(read_file(store())))) +
           (std::filesystem::exists(journal) ? " and a journal" : "");
}

std::string upload_with(const std::string& id, crypto::ByteView bytes, const std::string& fields) {
    return "PUT /v1/envelopes/" + id + " HTTP/1.1\r\nHost: centre\r\n" + fields +
           "Content-Length: " + std::to_string(bytes.size()) + "\r\n\r\n" +
           std::string(crypto::text_of(bytes));
}

std::string upload(const std::string& id, crypto::ByteView bytes) {
    return upload_with(id, bytes,
                       "Content-Digest: sha-256=:" + crypto::base64_padded(crypto::sha256(bytes)) +
                           ":\r\n");
}

std::string upload(const crypto::Envelope& envelope) {
    return upload(crypto::base64url(envelope.id), envelope.encode());
}

std::string get(const std::string& target) {
    return "GET " + target + " HTTP/1.1\r\nHost: centre\r\n\r\n";
}

} // namespace fixture
