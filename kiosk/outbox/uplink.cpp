// The only file that speaks libcurl.
#include "kiosk/outbox/uplink.h"

#include "crypto/check.h"

#include <curl/curl.h>

namespace outbox {
namespace {

constexpr long kConnectSeconds = 15;
constexpr long kTransferSeconds = 120;
constexpr std::size_t kMaxHeaders = 16 * 1024;

struct Incoming {
    crypto::Bytes body;
    std::size_t cap = 0;
    std::size_t headers = 0;
};

// A callback that takes less than it was given ends the transfer.
std::size_t take_body(const char* data, std::size_t one, std::size_t size, void* user) {
    auto& incoming = *static_cast<Incoming*>(user);
    if (one * size > incoming.cap - incoming.body.size()) {
        return 0;
    }
    crypto::append(incoming.body, crypto::bytes_of({data, one * size}));
    return one * size;
}

std::size_t take_header(const char*, std::size_t one, std::size_t size, void* user) {
    auto& incoming = *static_cast<Incoming*>(user);
    incoming.headers += one * size;
    return incoming.headers > kMaxHeaders ? 0 : one * size;
}

int keep_going(void* user, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return static_cast<const std::atomic<bool>*>(user)->load() ? 1 : 0;
}

/// A list of request headers.
class Headers {
public:
    void add(const std::string& line) {
        curl_slist* longer = curl_slist_append(list_, line.c_str());
        CHECK(longer != nullptr);
        list_ = longer;
    }
    Headers() = default;
    ~Headers() { curl_slist_free_all(list_); }
    Headers(const Headers&) = delete;
    Headers& operator=(const Headers&) = delete;
    curl_slist* get() { return list_; }

private:
    curl_slist* list_ = nullptr;
};

} // namespace

UplinkLibrary::UplinkLibrary() {
    CHECK(curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK);
}
UplinkLibrary::~UplinkLibrary() {
    curl_global_cleanup();
}

/// A setting this libcurl does not know would leave a protection out: then nothing may be sent.
struct Uplink::Handle {
    CURL* curl = curl_easy_init();
    Handle() { CHECK(curl != nullptr); }
    ~Handle() { curl_easy_cleanup(curl); }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    template <class Value>
    void set(CURLoption option, Value value) {
        CHECK(curl_easy_setopt(curl, option, value) == CURLE_OK);
    }
};

Uplink::Uplink(UplinkSettings settings)
    : settings_(std::move(settings)), handle_(std::make_unique<Handle>()) {}
Uplink::~Uplink() = default;

void Uplink::apply_settings() {
    Handle& curl = *handle_;
    curl_easy_reset(curl.curl); // keeps the connection, forgets the last request
    curl.set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
    curl.set(CURLOPT_CAINFO, settings_.ca.c_str());
    curl.set(CURLOPT_CAPATH, static_cast<const char*>(nullptr)); // no certificate of the system
    curl.set(CURLOPT_PINNEDPUBLICKEY, settings_.pin.c_str());
    if (!settings_.client_certificate.empty()) {
        curl.set(CURLOPT_SSLCERT, settings_.client_certificate.c_str());
        curl.set(CURLOPT_SSLKEY, settings_.client_key.c_str());
    }
    curl.set(CURLOPT_PROTOCOLS_STR, "https");
    curl.set(CURLOPT_FOLLOWLOCATION, 0L);
    curl.set(CURLOPT_PROXY, ""); // also none from the environment
    curl.set(CURLOPT_NOPROXY, "*");
    curl.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl.set(CURLOPT_NOSIGNAL, 1L);
    curl.set(CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
    curl.set(CURLOPT_TIMEOUT, kTransferSeconds);
    curl.set(CURLOPT_NOPROGRESS, 0L);
    curl.set(CURLOPT_XFERINFOFUNCTION, keep_going);
    curl.set(CURLOPT_XFERINFODATA, static_cast<void*>(&stopping_));
}

std::expected<Answer, Offline> Uplink::put_envelope(crypto::ByteView envelope) {
    const auto parsed = crypto::parse_envelope(envelope);
    CHECK(parsed.has_value());
    apply_settings();
    Headers headers;
    headers.add("Content-Type: application/octet-stream");
    headers.add("Content-Digest: sha-256=:" + crypto::base64_padded(crypto::sha256(envelope)) +
                ":");
    headers.add("Expect:"); // a body this small waits for no 100 Continue
    handle_->set(CURLOPT_CUSTOMREQUEST, "PUT");
    handle_->set(CURLOPT_HTTPHEADER, headers.get());
    handle_->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(envelope.size()));
    handle_->set(CURLOPT_POSTFIELDS, static_cast<const void*>(envelope.data()));
    return perform("/v1/envelopes/" + crypto::base64url(parsed->id), kMaxReceiptBody);
}

std::expected<Answer, Offline> Uplink::get_lists() {
    apply_settings();
    return perform("/v1/lists", kMaxListsBody);
}

std::expected<Answer, Offline> Uplink::perform(const std::string& path, std::size_t cap) {
    const std::string url = settings_.url + path;
    Incoming incoming;
    incoming.cap = cap;
    handle_->set(CURLOPT_URL, url.c_str());
    handle_->set(CURLOPT_WRITEFUNCTION, take_body);
    handle_->set(CURLOPT_WRITEDATA, static_cast<void*>(&incoming));
    handle_->set(CURLOPT_HEADERFUNCTION, take_header);
    handle_->set(CURLOPT_HEADERDATA, static_cast<void*>(&incoming));
    const CURLcode code = curl_easy_perform(handle_->curl);
    if (code != CURLE_OK) {
        return std::unexpected(Offline{static_cast<int>(code)});
    }
    Answer answer;
    curl_easy_getinfo(handle_->curl, CURLINFO_RESPONSE_CODE, &answer.status);
    answer.body = std::move(incoming.body);
    return answer;
}

} // namespace outbox
