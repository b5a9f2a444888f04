// See peer.h. Python 3 and openssl come with the set-up.
#include "peer.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <sys/wait.h>
#include <unistd.h>

namespace fixture {
namespace {

std::string output_of(const std::string& command) {
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string text;
    std::array<char, 512> part{};
    while (std::fgets(part.data(), part.size(), pipe) != nullptr) {
        text += part.data();
    }
    REQUIRE(::pclose(pipe) == 0);
    return text;
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream(path, std::ios::binary) << text;
}

std::string as_json(const crypto::SignedList& list) {
    std::string signatures;
    for (const std::string& signature : list.signatures) {
        std::string escaped;
        for (const char c : signature) {
            escaped += c == '\n' ? std::string("\\n") : std::string(1, c);
        }
        signatures += (signatures.empty() ? "\"" : ",\"") + escaped + "\"";
    }
    return R"({"bytes":")" + crypto::base64_padded(list.bytes) + R"(","signatures":[)" +
           signatures + "]}";
}

} // namespace

Certificates::Certificates() {
    const std::string at = folder_.path().string();
    const std::string quiet = " 2>/dev/null";
    output_of("cd " + at +
              " && openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
              " -subj /CN=test-ca -keyout ca.key -out ca.pem" +
              quiet);
    output_of("cd " + at +
              " && openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=test"
              " -keyout server.key -out server.csr" +
              quiet +
              " && printf 'subjectAltName=IP:127.0.0.1\\n' > ext && openssl x509 -req -in"
              " server.csr -CA ca.pem -CAkey ca.key -days 2 -extfile ext -out server.pem" +
              quiet);
    pin_ = "sha256//" + output_of("cd " + at +
                                  " && openssl x509 -in server.pem -pubkey -noout"
                                  " | openssl pkey -pubin -outform der"
                                  " | openssl dgst -sha256 -binary | openssl base64 -A");
}

Peer::Peer(const std::string& mode, const Certificates& certificates)
    : certificates_(&certificates) {
    int ends[2] = {-1, -1};
    REQUIRE(::pipe(ends) == 0);
    const std::string script = REFERRAL_SOURCE_DIR "/tests/outbox/peer.py";
    process_ = ::fork();
    REQUIRE(process_ >= 0);
    if (process_ == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::close(ends[1]);
        ::execlp("python3", "python3", "-B", script.c_str(), mode.c_str(),
                 certificates.certificate().c_str(), certificates.key().c_str(),
                 folder_.path().c_str(), nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    std::string port;
    for (char c = 0; ::read(ends[0], &c, 1) == 1 && c != '\n';) {
        port += c;
    }
    ::close(ends[0]);
    REQUIRE_FALSE(port.empty());
    address_ = "https://127.0.0.1:" + port;
}

Peer::~Peer() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

outbox::UplinkSettings Peer::settings() const {
    outbox::UplinkSettings settings;
    settings.url = address_;
    settings.ca = certificates_->ca();
    settings.pin = certificates_->pin();
    return settings;
}

void Peer::give_lists(const crypto::SignedList& manifest, const crypto::SignedList& kiosks) const {
    write_file(folder_ / "lists.json",
               R"({"manifest":)" + as_json(manifest) + R"(,"kiosks":)" + as_json(kiosks) + "}");
}

void Peer::give_answer(const crypto::EnvelopeId& envelope, int status,
                       std::string_view body) const {
    const std::string name = crypto::base64url(envelope);
    write_file(folder_ / (name + ".body"), body);
    write_file(folder_ / (name + ".status"), std::to_string(status));
}

std::vector<std::string> Peer::requests() const {
    std::vector<std::string> lines;
    std::ifstream in(folder_ / "requests");
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

} // namespace fixture
