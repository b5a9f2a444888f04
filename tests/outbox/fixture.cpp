// See fixture.h. Signs as minisign does, so that no test waits for a passphrase.
#include "fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <sodium.h>

namespace fixture {
namespace {

const bool started = (crypto::start(), true);

crypto::Bytes prehash(crypto::ByteView message) {
    crypto::Bytes hash(crypto_generichash_blake2b_BYTES_MAX);
    crypto_generichash_blake2b(reinterpret_cast<unsigned char*>(hash.data()), hash.size(),
                               reinterpret_cast<const unsigned char*>(message.data()),
                               message.size(), nullptr, 0);
    return hash;
}

crypto::Recipient new_recipient() {
    crypto::Recipient recipient;
    crypto::ByteArray<crypto_kem_SECRETKEYBYTES> secret;
    REQUIRE(crypto_kem_keypair(reinterpret_cast<unsigned char*>(recipient.public_key.data()),
                               reinterpret_cast<unsigned char*>(secret.data())) == 0);
    return recipient;
}

crypto::MinisignKey listed(const crypto::SigningKey& key) {
    return {key.public_key(), crypto::ByteArray<8>{}};
}

} // namespace

Folder::Folder(Medium medium)
    : path_((medium == Medium::Memory ? std::filesystem::path("/dev/shm")
                                      : std::filesystem::temp_directory_path()) /
            ("outbox-" + crypto::hex(crypto::random_array<8>()))) {
    std::filesystem::create_directory(path_);
}
Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string minisign(const crypto::SigningKey& key, crypto::ByteView message) {
    const crypto::Signature signature = key.sign(prehash(message));
    crypto::Bytes line;
    crypto::append(line, crypto::bytes_of("ED12345678"));
    crypto::append(line, signature);
    crypto::Bytes commented;
    crypto::append(commented, signature);
    crypto::append(commented, crypto::bytes_of("test"));
    return "untrusted comment: test\n" + crypto::base64_padded(line) + "\ntrusted comment: test\n" +
           crypto::base64_padded(key.sign(commented)) + "\n";
}

Authority::Authority()
    : enrolment_(crypto::SigningKey::generate()), receipt_(crypto::SigningKey::generate()) {
    for (int i = 0; i < 3; ++i) {
        roots_.push_back(crypto::SigningKey::generate());
        recipients_.push_back(new_recipient());
    }
}

outbox::Trust Authority::trust() const {
    outbox::Trust trust;
    for (const crypto::SigningKey& root : roots_) {
        trust.roots.keys.push_back(listed(root));
    }
    trust.roots.threshold = 2;
    trust.enrolment.keys.push_back(listed(enrolment_));
    trust.enrolment.threshold = 1;
    return trust;
}

crypto::SignedList Authority::manifest(std::uint64_t version, std::size_t signers,
                                       std::size_t padding) const {
    std::string recipients;
    const char* roles[] = {"caseworker", "caseworker", "recovery"};
    for (std::size_t i = 0; i < recipients_.size(); ++i) {
        recipients += std::string(i == 0 ? "" : ",") + R"({"id":"r)" + std::to_string(i) +
                      R"(","age_recipient":")" + crypto::format_recipient(recipients_[i]) +
                      R"(","role":")" + roles[i] +
                      R"(","not_before":"2020-01-01","not_after":"2099-12-31"})";
    }
    const std::string previous =
        version == 1 ? "null"
                     : '"' + crypto::hex(crypto::sha256(manifest(version - 1).bytes)) + '"';
    const std::string text =
        R"({"version":)" + std::to_string(version) + R"(,"previous":)" + previous +
        R"(,"issued":"2026-01-01","expires":"2099-12-31","minimum_recipients":2,)" +
        R"("recipients":[)" + recipients + R"(],"revoked":[],"receipt_keys":[")" +
        crypto::hex(receipt_.public_key().bytes) +
        R"("],"desk_keys":[],"hotlines":[],"notices":[]})" + std::string(padding, ' ');
    const crypto::ByteView bytes = crypto::bytes_of(text);
    crypto::SignedList list{{bytes.begin(), bytes.end()}, {}};
    for (std::size_t i = 0; i < signers; ++i) {
        list.signatures.push_back(minisign(roots_[i], bytes));
    }
    return list;
}

crypto::SignedList Authority::kiosks(const crypto::PublicKey& kiosk) const {
    const std::string text = R"({"version":1,"kiosks":[{"id":")" +
                             crypto::hex(crypto::kiosk_id_of(kiosk)) + R"(","ed25519":")" +
                             crypto::hex(kiosk.bytes) + R"(","centre":"Test","state":"active"}]})";
    const crypto::ByteView bytes = crypto::bytes_of(text);
    return {{bytes.begin(), bytes.end()}, {minisign(enrolment_, bytes)}};
}

crypto::Bytes Authority::seal(std::string_view text) const {
    crypto::Bytes record(crypto::kRecordSizes[0], std::byte{' '});
    std::ranges::copy(crypto::bytes_of(text), record.begin());
    auto sealed = crypto::seal_referral(record, recipients_);
    REQUIRE(sealed.has_value());
    return std::move(*sealed);
}

crypto::SecretBytes new_key() {
    return crypto::SecretBytes::copy_of(crypto::random_bytes(32));
}
crypto::SecretBytes copy(const crypto::SecretBytes& key) {
    return crypto::SecretBytes::copy_of(key.span());
}

Terminal::Terminal(const Authority& authority, Medium medium)
    : authority_(&authority), folder_(medium), key_(new_key()),
      signer_(crypto::SigningKey::generate()) {
    REQUIRE(outbox::Store::create(database(), key_).has_value());
    restart();
    REQUIRE(manifests_->accept(authority.manifest(1)) == outbox::Manifests::Outcome::Accepted);
}

crypto::SigningKey Terminal::signer() const {
    auto same = crypto::SigningKey::from_seed(signer_.seed().span());
    REQUIRE(same.has_value());
    return std::move(*same);
}

std::expected<outbox::Store, outbox::StoreFault> Terminal::open_store() const {
    return outbox::Store::open(database(), copy(key_));
}

void Terminal::close() {
    manifests_.reset();
    queue_.reset();
    store_.reset();
}

void Terminal::restart() {
    close();
    auto store = open_store();
    REQUIRE(store.has_value());
    store_.emplace(std::move(*store));
    auto queue = outbox::Queue::open(*store_, signer());
    REQUIRE(queue.has_value());
    queue_.emplace(std::move(*queue));
    auto manifests = outbox::Manifests::open(*store_, authority_->trust());
    REQUIRE(manifests.has_value());
    manifests_.emplace(std::move(*manifests));
}

std::expected<crypto::EnvelopeId, wire::RefusedReason> Terminal::put(const crypto::SubmissionId& id,
                                                                     crypto::ByteView age_file) {
    const crypto::Hash manifest = crypto::sha256(authority_->manifest(1).bytes);
    return queue_->put({id, manifest, age_file, outbox::Kind::Referral});
}

std::vector<crypto::Envelope> Terminal::pending() {
    std::vector<crypto::Envelope> envelopes;
    std::int64_t position = 0;
    for (;;) {
        const auto next = queue_->next_after(position);
        REQUIRE(next.has_value());
        if (!*next || (*next)->position <= position) {
            return envelopes;
        }
        position = (*next)->position;
        auto envelope = crypto::parse_envelope((*next)->bytes);
        REQUIRE(envelope.has_value());
        envelopes.push_back(std::move(*envelope));
    }
}

crypto::Receipt Terminal::receipt_for(const crypto::Envelope& envelope,
                                      const std::string& day) const {
    const std::string note = crypto::make_receipt(
        {envelope.id, envelope.head.kiosk, envelope.head.chain, envelope.head.sequence, day},
        "test", authority_->receipt_key());
    const crypto::PublicKey keys[] = {authority_->receipt_key().public_key()};
    const auto receipt = crypto::verify_receipt(note, keys);
    REQUIRE(receipt.has_value());
    return *receipt;
}

void check_chain(const std::vector<crypto::Envelope>& envelopes, const crypto::PublicKey& key) {
    crypto::EnvelopeId previous{};
    std::uint64_t sequence = 0;
    for (const crypto::Envelope& envelope : envelopes) {
        CHECK(envelope.head.sequence == ++sequence);
        CHECK(envelope.head.previous == previous);
        CHECK(envelope.head.chain == envelopes.front().head.chain);
        CHECK(crypto::verify_envelope(envelope, key).has_value());
        previous = envelope.id;
    }
}

} // namespace fixture
