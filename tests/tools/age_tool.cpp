// age-tool decrypt [-i IDENTITY_FILE]... [-p PASSPHRASE_FILE] < in > out
// age-tool encrypt -r RECIPIENT [-r RECIPIENT]... < in > out
// age-tool seal -r RECIPIENT [-r RECIPIENT]... < in > out
//
// Our age as a filter, for other implementations to judge: plain age; `seal` adds the decoys that a
// terminal adds. No padding. Says with its exit code what was wrong: 10 header, 11 MAC of the
// header, 12 no key matches, 13 payload, 14 armor; 2 for what it was asked, 1 for the machine. No
// part of the product runs it.
#include "crypto/open_stream.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

namespace {

using namespace crypto;

constexpr int kMachine = 1;
constexpr int kUsage = 2;

int exit_code(Error error) {
    switch (error) {
    case Error::BadHeader:
        return 10;
    case Error::BadHmac:
        return 11;
    case Error::NoMatch:
        return 12;
    case Error::BadPayload:
        return 13;
    case Error::BadArmor:
        return 14;
    default:
        return kUsage;
    }
}

int fail(int code, const std::string& reason) {
    std::fprintf(stderr, "age-tool: %s\n", reason.c_str());
    return code;
}

struct Words {
    bool encrypts = false; ///< with or without decoys
    bool decoys = false;
    std::vector<Identity> identities;
    std::vector<Recipient> recipients;
    std::string wrong; ///< what is wrong with them; empty: nothing
};

std::optional<std::string> content_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    std::string content{std::istreambuf_iterator<char>(stream), {}};
    return stream ? std::optional(content) : std::nullopt;
}

void take_identities(Words& words, const std::string& file) {
    const auto content = content_of(file);
    auto identities = content ? parse_identities(*content) : std::unexpected(Error::BadEncoding);
    if (!identities) {
        words.wrong = file + ": holds no identity";
        return;
    }
    std::ranges::move(*identities, std::back_inserter(words.identities));
}

void take_passphrase(Words& words, const std::string& file) {
    auto content = content_of(file);
    if (!content) {
        words.wrong = file + ": cannot be read";
        return;
    }
    if (content->ends_with('\n')) {
        content->pop_back();
    }
    words.identities.emplace_back(Passphrase{SecretText(*content)});
}

void take_recipient(Words& words, const std::string& text) {
    const auto recipient = parse_recipient(text);
    if (!recipient) {
        words.wrong = text + ": is no recipient";
        return;
    }
    words.recipients.push_back(*recipient);
}

Words read_words(std::span<char*> given) {
    Words words;
    const std::string verb = given.empty() ? "" : given[0];
    words.decoys = verb == "seal";
    words.encrypts = verb == "encrypt" || words.decoys;
    if (!words.encrypts && verb != "decrypt") {
        words.wrong =
            "usage: age-tool decrypt [-i FILE] [-p FILE], or encrypt or seal -r RECIPIENT";
        return words;
    }
    for (std::size_t i = 1; i < given.size() && words.wrong.empty(); i += 2) {
        const std::string option = given[i];
        if (i + 1 == given.size()) {
            words.wrong = option + ": lacks its value";
        } else if (option == "-i" && !words.encrypts) {
            take_identities(words, given[i + 1]);
        } else if (option == "-p" && !words.encrypts) {
            take_passphrase(words, given[i + 1]);
        } else if (option == "-r" && words.encrypts) {
            take_recipient(words, given[i + 1]);
        } else {
            words.wrong = option + ": is no option here";
        }
    }
    return words;
}

std::size_t read_input(std::span<std::byte> to) {
    return std::fread(to.data(), 1, to.size(), stdin);
}

bool write_output(ByteView bytes) {
    return std::fwrite(bytes.data(), 1, bytes.size(), stdout) == bytes.size();
}

int decrypt(const Words& words) {
    const auto opened = open_age_stream(read_input, words.identities, write_output);
    const bool written = std::fflush(stdout) == 0;
    if (!opened) {
        return fail(exit_code(opened.error()), std::string(describe(opened.error())));
    }
    return written ? 0 : fail(kMachine, "the output cannot be written");
}

int encrypt(const Words& words) {
    Bytes plaintext;
    std::array<std::byte, 64 * 1024> block{};
    for (std::size_t got = read_input(block); got > 0; got = read_input(block)) {
        append(plaintext, std::span(block).first(got));
    }
    const auto sealed = words.decoys ? seal_referral(plaintext, words.recipients)
                                     : seal(plaintext, words.recipients);
    if (!sealed) {
        return fail(kUsage, std::string(describe(sealed.error())));
    }
    const bool written = write_output(*sealed) && std::fflush(stdout) == 0;
    return written ? 0 : fail(kMachine, "the output cannot be written");
}

} // namespace

int main(int count, char** given) {
    start();
    const Words words = read_words(std::span(given, static_cast<std::size_t>(count)).subspan(1));
    if (!words.wrong.empty()) {
        return fail(kUsage, words.wrong);
    }
    return words.encrypts ? encrypt(words) : decrypt(words);
}
