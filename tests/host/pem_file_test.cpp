// Certificates and keys as they arrive on a terminal or a desk: cut, mixed up, or open to all.
#include "kiosk/host/pem_file.h"

#include <catch2/catch_test_macros.hpp>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace {

/// Two certificates and their keys, and a key under a passphrase, made by openssl.
struct Papers {
    std::filesystem::path folder;
    Papers() {
        std::string pattern = std::filesystem::temp_directory_path() / "pem-XXXXXX";
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
        for (const char* name : {"one", "two"}) {
            run("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" +
                std::string(name) + " -keyout " + name + ".key -out " + name + ".pem");
        }
        run("pkey -in one.key -aes256 -passout pass:x -out locked.key");
    }
    ~Papers() { std::filesystem::remove_all(folder); }
    Papers(const Papers&) = delete;
    Papers& operator=(const Papers&) = delete;

    void run(const std::string& words) const {
        const std::string command =
            "cd " + folder.string() + " && umask 077 && openssl " + words + " >/dev/null 2>&1";
        REQUIRE(std::system(command.c_str()) == 0);
    }
    std::string text(const char* name) const {
        std::ifstream stream(folder / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::filesystem::path write(const char* name, const std::string& text) const {
        std::ofstream(folder / name, std::ios::binary) << text;
        std::filesystem::permissions(folder / name, std::filesystem::perms(0600));
        return folder / name;
    }
    std::string half(const char* name) const { return text(name).substr(0, text(name).size() / 2); }
};

} // namespace

TEST_CASE("whole certificates are taken, one or several, with a person's words between them") {
    const Papers papers;
    CHECK(host::certificate_fault(papers.folder / "one.pem").empty());
    const std::string both =
        "the old one\n" + papers.text("one.pem") + "\n" + papers.text("two.pem");
    CHECK(host::certificate_fault(papers.write("both.pem", both)).empty());
}

TEST_CASE("certificates that are damaged, cut or none are refused by name") {
    const Papers papers;
    for (const auto& file :
         {papers.write("cut.pem", papers.half("one.pem")),
          papers.write("torn.pem", papers.text("one.pem") + papers.half("two.pem")),
          papers.write("empty.pem", ""), papers.folder / "one.key"}) {
        CHECK(host::certificate_fault(file) ==
              file.string() + ": is no PEM certificate, or it is damaged");
    }
    CHECK(host::certificate_fault(papers.folder) ==
          papers.folder.string() + ": cannot be read: Is a directory");
    const auto none = papers.folder / "none.pem";
    CHECK(host::certificate_fault(none).starts_with(none.string() + ": cannot be read: "));
}

TEST_CASE("a key must be whole, open without a passphrase, and its owner's alone") {
    const Papers papers;
    const auto key = papers.folder / "one.key";
    CHECK(host::private_key_fault(key).empty());
    for (const auto& file : {papers.write("cut.key", papers.half("one.key")),
                             papers.folder / "locked.key", papers.write("empty.key", "")}) {
        CHECK(host::private_key_fault(file) == file.string() + ": is no PEM key, or it is damaged");
    }
    for (const unsigned mode : {0640U, 0604U}) {
        std::filesystem::permissions(key, std::filesystem::perms(mode));
        CHECK(host::private_key_fault(key) ==
              key.string() + ": can be read by others: a key file must have mode 0600");
    }
    const auto none = papers.folder / "none.key";
    CHECK(host::private_key_fault(none).starts_with(none.string() + ": cannot be read: "));
}

TEST_CASE("a pin is the one way to write a SHA-256") {
    const std::string good = "sha256//AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    CHECK(host::is_pin(good));
    CHECK(host::is_pin("sha256//" + std::string(42, '+') + "8="));
    for (const std::string& bad :
         {std::string(), std::string("sha256//"), good.substr(0, 51), good + "=", good.substr(8),
          "sha512//" + good.substr(8),
          "sha256//" + std::string(42, 'A') + "B=", // bits to spare are set
          "sha256//" + std::string(42, '-') + "A=", "sha256//" + std::string(44, 'A'), " " + good,
          good + "\n"}) {
        CAPTURE(bad);
        CHECK_FALSE(host::is_pin(bad));
    }
}
