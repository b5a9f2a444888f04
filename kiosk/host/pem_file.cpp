// OpenSSL reads; this file only asks whether it could.
#include "kiosk/host/pem_file.h"

#include "kiosk/host/whole_file.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>

#include <algorithm>
#include <memory>

namespace host {

namespace {

using Bio = std::unique_ptr<BIO, decltype(&BIO_free_all)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

constexpr std::size_t kMaxCertificates = 1024 * 1024; // a whole machine's authorities fit
constexpr std::size_t kMaxKey = 64 * 1024;

/// A passphrase is never asked for: the programs run without anybody beside them.
int no_passphrase(char*, int, int, void*) {
    return -1;
}

/// The last failure was only that no further PEM block begins.
bool ended_well() {
    const unsigned long error = ERR_peek_last_error();
    ERR_clear_error();
    return ERR_GET_LIB(error) == ERR_LIB_PEM && ERR_GET_REASON(error) == PEM_R_NO_START_LINE;
}

} // namespace

std::string certificate_fault(const std::filesystem::path& file) {
    const auto bytes = read_whole(file, kMaxCertificates);
    if (!bytes) {
        return bytes.error().sentence();
    }
    ERR_clear_error();
    const Bio bio(BIO_new_mem_buf(bytes->data(), static_cast<int>(bytes->size())), &BIO_free_all);
    bool any = false;
    while (
        Certificate(PEM_read_bio_X509(bio.get(), nullptr, &no_passphrase, nullptr), &X509_free)) {
        any = true;
    }
    return ended_well() && any ? "" : file.string() + ": is no PEM certificate, or it is damaged";
}

bool open_to_others(const std::filesystem::path& file) {
    struct stat about{};
    return ::stat(file.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

std::string private_key_fault(const std::filesystem::path& file, KeyMode mode) {
    const auto opened = open_file(file, kMaxKey);
    if (!opened) {
        return opened.error().sentence();
    }
    ERR_clear_error();
    // Read by OpenSSL itself, so that no copy of it lies in memory of ours.
    const Bio bio(BIO_new_fd(opened->get(), BIO_NOCLOSE), &BIO_free_all);
    if (mode == KeyMode::OwnerOnly && open_to_others(file)) {
        return file.string() + ": can be read by others: a key file must have mode 0600";
    }
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, &no_passphrase, nullptr),
                  &EVP_PKEY_free);
    ERR_clear_error();
    return key ? "" : file.string() + ": is no PEM key, or it is damaged";
}

bool is_pin(std::string_view text) {
    constexpr std::string_view kPrefix = "sha256//";
    constexpr std::size_t kDigits = 43; // of 32 bytes, then one '='
    if (!text.starts_with(kPrefix)) {
        return false;
    }
    text.remove_prefix(kPrefix.size());
    const auto is_digit = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '+' || c == '/';
    };
    // The last digit has two bits to spare. libcurl compares texts: with those set, none is equal.
    constexpr std::string_view kLastDigits = "AEIMQUYcgkosw048";
    return text.size() == kDigits + 1 && text.back() == '=' &&
           std::ranges::all_of(text.substr(0, kDigits), is_digit) &&
           kLastDigits.find(text[kDigits - 1]) != std::string_view::npos;
}

} // namespace host
