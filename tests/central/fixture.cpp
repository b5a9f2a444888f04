// See fixture.h.
#include "tests/central/fixture.h"

#include "tests/crypto/manifest_text.h"

#include <fcntl.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <thread>

namespace fixture {

Folder::Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "central-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path_ = pattern;
}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const std::filesystem::path& file, std::string_view text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    stream.close();
    REQUIRE(stream.good());
}

bool eventually(const std::function<bool()>& condition) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (!condition()) {
        if (std::chrono::steady_clock::now() > end) {
            return false;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

LogCapture::LogCapture() : kept_(::dup(STDERR_FILENO)) {
    const int file = ::open((folder_ / "log").c_str(), O_CREAT | O_WRONLY | O_APPEND, 0600);
    REQUIRE(kept_ >= 0);
    REQUIRE(file >= 0);
    std::fflush(stderr);
    ::dup2(file, STDERR_FILENO);
    ::close(file);
}

LogCapture::~LogCapture() {
    std::fflush(stderr);
    ::dup2(kept_, STDERR_FILENO);
    ::close(kept_);
}

void write_list(const std::filesystem::path& file, const crypto::SignedList& list) {
    write_file(file, crypto::text_of(list.bytes));
    for (std::size_t i = 0; i < list.signatures.size(); ++i) {
        write_file(file.string() + ".minisig." + std::to_string(i + 1), list.signatures[i]);
    }
}

FullDisk::FullDisk(rlim_t bytes) {
    std::signal(SIGXFSZ, SIG_IGN);
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before_) == 0);
    const rlimit full{bytes, before_.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &full) == 0);
}

FullDisk::~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
}

const crypto::Bytes& age_file() {
    static const crypto::Bytes file = [] {
        const crypto::Recipient recipient = crypto::HybridIdentity::generate().recipient();
        const crypto::Bytes record(crypto::kRecordSizes[0], std::byte{' '});
        return crypto::seal_referral(record, {&recipient, 1}).value();
    }();
    return file;
}

Kiosk::Kiosk()
    : key_(crypto::SigningKey::generate()), chain_(crypto::random_array<sizeof(chain_)>()) {}

nlohmann::json Kiosk::entry(const char* state) const {
    return {{"id", crypto::hex(id())},
            {"ed25519", crypto::hex(key_.public_key().bytes)},
            {"centre", "North"},
            {"state", state}};
}

crypto::EnvelopeHead Kiosk::next_head() const {
    return {.submission = crypto::random_array<sizeof(crypto::SubmissionId)>(),
            .kiosk = id(),
            .chain = chain_,
            .sequence = sequence_ + 1,
            .previous = last_,
            .manifest = {}};
}

crypto::Envelope Kiosk::make(const crypto::EnvelopeHead& head, crypto::ByteView sealed) const {
    return crypto::make_envelope(head, sealed, key_).value();
}

crypto::Envelope Kiosk::next() {
    crypto::Envelope envelope = make(next_head());
    ++sequence_;
    last_ = envelope.id;
    return envelope;
}

Authority::Authority() : roots_(3), enrolment_(1), manifest_(crypto::manifest_json()) {
    manifest_["expires"] = "2099-12-31";
}

host::Trust Authority::trust() const {
    return {.roots = roots_.roots(2), .enrolment = enrolment_.roots(1), .manifest_floor = 1};
}

void Authority::write_manifest(const std::filesystem::path& folder, const nlohmann::json& manifest,
                               const std::vector<std::size_t>& signers) const {
    write_list(folder / "manifest.json", roots_.list(manifest.dump(), signers));
}

void Authority::write_kiosks(const std::filesystem::path& folder, std::uint64_t version,
                             const nlohmann::json& entries) const {
    const nlohmann::json list{{"version", version}, {"kiosks", entries}};
    write_list(folder / "kiosks.json", enrolment_.list(list.dump(), {0}));
}

} // namespace fixture
