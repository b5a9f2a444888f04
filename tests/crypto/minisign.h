// Keys and signatures made at test time by the real `minisign`, in a folder of their own.
#pragma once

#include "crypto/lists.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace crypto {

/// Some minisign key pairs; the folder goes with the object.
class MinisignKeys {
public:
    explicit MinisignKeys(std::size_t count) {
        std::string pattern = (std::filesystem::temp_directory_path() / "minisign-XXXXXX").string();
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder_ = pattern;
        for (std::size_t i = 0; i < count; ++i) {
            run("-G -W -p " + quoted(i, ".pub") + " -s " + quoted(i, ".key"));
            keys_.push_back(parse_minisign_key(key_line(i)).value());
        }
    }
    ~MinisignKeys() { std::filesystem::remove_all(folder_); }
    MinisignKeys(const MinisignKeys&) = delete;
    MinisignKeys& operator=(const MinisignKeys&) = delete;

    const MinisignKey& key(std::size_t i) const { return keys_[i]; }
    Roots roots(std::size_t threshold) const { return {keys_, threshold}; }

    /// The base64 line of a public key file.
    std::string key_line(std::size_t i) const {
        const std::string text = read(file(i, ".pub"));
        const std::size_t start = text.find('\n') + 1;
        return text.substr(start, text.find('\n', start) - start);
    }

    /// A whole .minisig; `options` such as `-l` (the older kind) or `-t TEXT`.
    std::string sign(std::size_t i, ByteView message, const std::string& options = "") const {
        const std::filesystem::path path = folder_ / "message";
        std::ofstream(path, std::ios::binary) << text_of(message);
        const std::filesystem::path signature = folder_ / "signature";
        run("-S " + options + " -s " + quoted(i, ".key") + " -m '" + path.string() + "' -x '" +
            signature.string() + "'");
        return read(signature);
    }

    SignedList list(std::string_view text, const std::vector<std::size_t>& signers) const {
        SignedList signed_list;
        append(signed_list.bytes, bytes_of(text));
        for (const std::size_t i : signers) {
            signed_list.signatures.push_back(sign(i, signed_list.bytes));
        }
        return signed_list;
    }

private:
    std::filesystem::path file(std::size_t i, const char* kind) const {
        return folder_ / (std::to_string(i) + kind);
    }
    std::string quoted(std::size_t i, const char* kind) const {
        return "'" + file(i, kind).string() + "'";
    }
    static void run(const std::string& arguments) {
        REQUIRE(std::system(("minisign " + arguments + " </dev/null >/dev/null").c_str()) == 0);
    }
    static std::string read(const std::filesystem::path& path) {
        std::ifstream stream(path, std::ios::binary);
        REQUIRE(stream);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

    std::filesystem::path folder_;
    std::vector<MinisignKey> keys_;
};

} // namespace crypto
