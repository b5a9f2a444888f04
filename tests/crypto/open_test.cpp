#include "crypto/open.h"

#include "crypto/age_header.h"

#include "tests/crypto/sealed.h"
#include "tests/crypto/x25519_file.h"

#include <sys/resource.h>
#include <unistd.h>

#include <fstream>

using namespace crypto;

namespace {

std::vector<Identity> passphrase(std::string_view text, int maximum_log_n = 22) {
    std::vector<Identity> identities;
    identities.emplace_back(Passphrase{SecretText(text), maximum_log_n});
    return identities;
}

const ByteArray<32> kScalar{std::byte{77}};

// A file of the given stanzas under a fixed file key.
Bytes file_of(const std::string& stanzas) {
    const SecretBytes file_key = SecretBytes::copy_of(pattern(kFileKeyBytes));
    KeyRoom room;
    return seal_payload(room, std::string(kAgeVersionLine) + stanzas, file_key.span(),
                        bytes_of("text"));
}

std::string stanza_for_scalar() {
    return x25519_stanza(kScalar, SecretBytes::copy_of(pattern(kFileKeyBytes)));
}

/// This process may take half a gigabyte more than it has, until the end of the scope.
class LittleMemory {
public:
    LittleMemory() {
        CHECK(::getrlimit(RLIMIT_AS, &before_) == 0);
        std::uint64_t pages = 0;
        std::ifstream("/proc/self/statm") >> pages;
        const rlimit little{pages * static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE)) +
                                (1U << 29),
                            before_.rlim_max};
        CHECK(::setrlimit(RLIMIT_AS, &little) == 0);
    }
    ~LittleMemory() { ::setrlimit(RLIMIT_AS, &before_); }
    LittleMemory(const LittleMemory&) = delete;
    LittleMemory& operator=(const LittleMemory&) = delete;

private:
    rlimit before_{};
};

} // namespace

TEST_CASE("an identity's text round trips and is exact") {
    const auto identity = HybridIdentity::generate();
    const SecretText text = identity.format();
    CHECK(text.view().starts_with("AGE-SECRET-KEY-PQ-1"));
    const auto again = HybridIdentity::parse(text.view());
    REQUIRE(again);
    CHECK(again->recipient() == identity.recipient());
    CHECK(equal(again->seed(), identity.seed()));
    std::string lower(text.view());
    std::ranges::transform(lower, lower.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    });
    CHECK(error_of(HybridIdentity::parse(lower)) == Error::BadEncoding);
    CHECK(error_of(X25519Identity::parse(text.view())) == Error::BadEncoding);
}

TEST_CASE("an identity file holds identities and comments only") {
    const SecretText text = HybridIdentity::generate().format();
    const std::string line(text.view());
    const auto two = parse_identities("# mine\r\n" + line + "\r\n\n# more\n" + line);
    REQUIRE(two);
    CHECK(two->size() == 2);
    for (const std::string& bad : {std::string(), std::string("# nothing\n"), line + " ",
                                   " " + line, line + "\nage1pq", "x\n" + line}) {
        CHECK(error_of(parse_identities(bad)) == Error::BadEncoding);
    }
}

TEST_CASE("a passphrase opens what it sealed, armored") {
    const Bytes file =
        seal_with_passphrase(pattern(5000), SecretText("three words here"), 4).value();
    CHECK(text_of(file).starts_with("-----BEGIN AGE ENCRYPTED FILE-----\n"));
    const auto opened = open_age(file, passphrase("three words here"));
    REQUIRE(opened);
    CHECK(equal(opened->span(), pattern(5000)));
    CHECK(error_of(open_age(file, passphrase("three words her"))) == Error::NoMatch);
    CHECK(error_of(open_age(file, passphrase(""))) == Error::NoMatch);
    CHECK(error_of(open_age(file, passphrase("three words here", 3))) == Error::BadHeader);
    CHECK(error_of(open_age(file, one(HybridIdentity::generate()))) == Error::NoMatch);
}

TEST_CASE("too little memory for a passphrase is not taken for a wrong one") {
    const std::string stanza = "-> scrypt " + base64(pattern(16)) + " 22\n" +
                               base64(pattern(kWrappedKeyBytes)) + "\n"; // 4 GiB
    const Bytes file = file_of(stanza);
    const LittleMemory little;
    CHECK(error_of(open_age(file, passphrase("x"))) == Error::NoMemory);
    CHECK(error_of(seal_with_passphrase({}, SecretText("x"), 22)) == Error::NoMemory);
}

TEST_CASE("no passphrase and absurd work factors are refused") {
    CHECK(error_of(seal_with_passphrase({}, SecretText(), 4)) == Error::BadKey);
    for (const int log_n : {-1, 0, 23, 64}) {
        CHECK(error_of(seal_with_passphrase({}, SecretText("x"), log_n)) == Error::BadKey);
    }
}

TEST_CASE("every broken rule of the scrypt stanza is refused") {
    const std::string body = base64(pattern(32)) + "\n";
    const std::string salt = base64(pattern(16));
    const auto error = [](const std::string& stanzas) {
        return error_of(open_age(file_of(stanzas), passphrase("x", 10)));
    };
    REQUIRE(error("-> scrypt " + salt + " 4\n" + body) == Error::NoMatch);
    for (const char* log_n : {"04", "+4", "-4", "0", "11", "4a", "0x4", "99999999999", "4 4"}) {
        CHECK(error("-> scrypt " + salt + " " + log_n + "\n" + body) == Error::BadHeader);
    }
    CHECK(error("-> scrypt " + salt + "\n" + body) == Error::BadHeader);
    CHECK(error("-> scrypt " + base64(pattern(15)) + " 4\n" + body) == Error::BadHeader);
    CHECK(error("-> scrypt " + salt + "== 4\n" + body) == Error::BadHeader);
    CHECK(error("-> scrypt " + salt + " 4\n" + base64(pattern(31)) + "\n") == Error::BadHeader);
    const std::string good = "-> scrypt " + salt + " 4\n" + body;
    CHECK(error(good + good) == Error::BadHeader);
    CHECK(error(good + "-> grease\n\n") == Error::BadHeader);
    const auto mixed = file_of(good + stanza_for_scalar());
    CHECK(error_of(open_age(mixed, x25519_identity(kScalar))) == Error::BadHeader);
}

TEST_CASE("stanzas of other kinds are passed over") {
    const auto file = file_of("-> grease x y\n\n" + stanza_for_scalar() + "-> p256tag a b\nAA\n");
    const auto opened = open_age(file, x25519_identity(kScalar));
    REQUIRE(opened);
    CHECK(text_of(opened->span()) == "text");
    CHECK(error_of(open_age(file, one(HybridIdentity::generate()))) == Error::NoMatch);
    CHECK(error_of(open_age(file, {})) == Error::NoMatch);
}

TEST_CASE("any of several identities opens a file") {
    std::vector<Identity> identities = one(HybridIdentity::generate());
    identities.emplace_back(Passphrase{SecretText("unused")});
    identities.push_back(std::move(x25519_identity(kScalar)[0]));
    CHECK(open_age(file_of(stanza_for_scalar()), identities));
}

TEST_CASE("every broken rule of the X25519 stanza is refused") {
    const std::string body = base64(pattern(32)) + "\n";
    const std::string share = base64(pattern(32));
    const auto error = [](const std::string& stanzas) {
        return error_of(open_age(file_of(stanzas), x25519_identity(kScalar)));
    };
    REQUIRE(error("-> X25519 " + share + "\n" + body) == Error::NoMatch);
    CHECK(error("-> x25519 " + share + "\n" + body) == Error::NoMatch);
    CHECK(error("-> X25519\n" + body) == Error::BadHeader);
    CHECK(error("-> X25519 " + share + " x\n" + body) == Error::BadHeader);
    CHECK(error("-> X25519 " + share + "=\n" + body) == Error::BadHeader);
    CHECK(error("-> X25519 " + base64(pattern(31)) + "\n" + body) == Error::BadHeader);
    CHECK(error("-> X25519 " + share + "\n" + base64(pattern(33)) + "\n") == Error::BadHeader);
    CHECK(error("-> X25519 " + base64(Bytes(32)) + "\n" + body) == Error::BadHeader); // low order
    // Behind a stanza that opens, a broken one is still refused.
    CHECK(error(stanza_for_scalar() + "-> X25519\n" + body) == Error::BadHeader);
}

TEST_CASE("every broken rule of the hybrid stanza is refused") {
    const auto identities = one(HybridIdentity::generate());
    const std::string body = base64(pattern(32)) + "\n";
    const std::string encapsulation = base64(pattern(1120));
    const auto error = [&](const std::string& stanza) {
        return error_of(open_age(file_of("-> mlkem768x25519 " + stanza), identities));
    };
    REQUIRE(error(encapsulation + "\n" + body) == Error::NoMatch);
    CHECK(error(encapsulation + " x\n" + body) == Error::BadHeader);
    CHECK(error(base64(pattern(1119)) + "\n" + body) == Error::BadHeader);
    CHECK(error(encapsulation + "\n" + base64(pattern(31)) + "\n") == Error::BadHeader);
}

TEST_CASE("a header with another file key's MAC is refused") {
    // The stanza wraps one key, MAC and payload use another.
    const std::string stanza = x25519_stanza(kScalar, SecretBytes(kFileKeyBytes));
    CHECK(error_of(open_age(file_of(stanza), x25519_identity(kScalar))) == Error::BadHmac);
}

TEST_CASE("damaged armor is named as such") {
    std::string text(text_of(seal_with_passphrase({}, SecretText("x"), 1).value()));
    text.insert(60, " ");
    CHECK(error_of(open_age(bytes_of(text), passphrase("x"))) == Error::BadArmor);
}
