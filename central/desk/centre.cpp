// The GETs of a desk, through libcurl.
#include "central/desk/centre.h"

#include "crypto/check.h"
#include "crypto/json_depth.h"

#include <curl/curl.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace central::desk {

namespace {

using nlohmann::json;

constexpr std::size_t kLargestAnswer = 16 * 1024 * 1024;

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& body = *static_cast<std::string*>(to);
    if (body.size() + size * count > kLargestAnswer) {
        return 0; // ends the transfer with an error
    }
    body.append(bytes, size * count);
    return size * count;
}

CentreError error_of(CURLcode code) {
    switch (code) {
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CACERT_BADFILE:
        return CentreError::BadFiles;
    case CURLE_WRITE_ERROR:
        return CentreError::BadAnswer;
    case CURLE_RECV_ERROR:
        // TLS 1.3: a refused client certificate shows at the first read, not in the handshake. So
        // does a lost connection.
        return CentreError::BrokenOff;
    default:
        return CentreError::Unreachable;
    }
}

std::optional<InboxLine> line_from(const json& entry) {
    if (!entry.is_object() || !entry.contains("id") || !entry["id"].is_string() ||
        !entry.contains("day") || !entry["day"].is_string() || !entry.contains("flags") ||
        !entry["flags"].is_array()) {
        return std::nullopt;
    }
    const auto id = crypto::from_hex<32>(entry["id"].get_ref<const std::string&>());
    if (!id) {
        return std::nullopt;
    }
    InboxLine line{.id = *id, .day = entry["day"].get<std::string>(), .flags = {}};
    for (const json& flag : entry["flags"]) {
        if (!flag.is_string()) {
            return std::nullopt;
        }
        line.flags.push_back(flag.get<std::string>());
    }
    return line;
}

std::optional<InboxPage> page_from(const std::string& body) {
    constexpr std::size_t kLevels = 8; // it has four; who adds to it later has room
    if (crypto::is_nested_deeper(body, kLevels)) {
        return std::nullopt;
    }
    const json parsed = json::parse(body, nullptr, false);
    if (!parsed.is_object() || !parsed.contains("envelopes") || !parsed["envelopes"].is_array() ||
        !parsed.contains("next") || !parsed["next"].is_number_integer()) {
        return std::nullopt;
    }
    InboxPage page{.lines = {}, .next = parsed["next"].get<std::int64_t>()};
    for (const json& entry : parsed["envelopes"]) {
        std::optional<InboxLine> line = line_from(entry);
        if (!line) {
            return std::nullopt;
        }
        page.lines.push_back(std::move(*line));
    }
    return page;
}

} // namespace

std::string_view describe(CentreError error) {
    switch (error) {
    case CentreError::Unreachable:
        return "the centre cannot be reached, or its certificate is not the one expected";
    case CentreError::NotAllowed:
        return "the centre does not accept this client certificate as a desk's (OU=desk)";
    case CentreError::BrokenOff:
        return "the connection broke off: the centre does not know this client certificate, or the"
               " network failed";
    case CentreError::NotFound:
        return "the centre holds nothing with this id";
    case CentreError::Failed:
        return "the centre cannot answer now";
    case CentreError::BadAnswer:
        return "the centre's answer is not of the protocol's shape";
    case CentreError::BadFiles:
        return "the CA, certificate or key file of [centre] cannot be used";
    }
    return "";
}

struct Centre::Line {
    CURL* curl = curl_easy_init();
    ~Line() { curl_easy_cleanup(curl); }
};

Centre::Centre(const DeskConfig& config) : config_(config) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    line_ = std::make_unique<Line>();
    CHECK(line_->curl != nullptr);
}

Centre::~Centre() {
    line_.reset();
    curl_global_cleanup();
}

CentreResult<std::string> Centre::get(const std::string& path) {
    CURL* curl = line_->curl;
    std::string body;
    curl_easy_reset(curl); // keeps the connection
    curl_easy_setopt(curl, CURLOPT_URL, (config_.url + path).c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_3));
    curl_easy_setopt(curl, CURLOPT_CAINFO, config_.ca.c_str());
    curl_easy_setopt(curl, CURLOPT_CAPATH, nullptr);
    curl_easy_setopt(curl, CURLOPT_SSLCERT, config_.certificate.c_str());
    curl_easy_setopt(curl, CURLOPT_SSLKEY, config_.key.c_str());
    if (!config_.pin.empty()) {
        curl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, config_.pin.c_str());
    }
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 10L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, 60L);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &body);
    if (const CURLcode code = curl_easy_perform(curl); code != CURLE_OK) {
        return std::unexpected(error_of(code));
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    if (status == 200) {
        return body;
    }
    return std::unexpected(status == 403   ? CentreError::NotAllowed
                           : status == 404 ? CentreError::NotFound
                                           : CentreError::Failed);
}

CentreResult<crypto::Bytes> Centre::bytes_at(const std::string& path) {
    const CentreResult<std::string> body = get(path);
    if (!body) {
        return std::unexpected(body.error());
    }
    const crypto::ByteView bytes = crypto::bytes_of(*body);
    return crypto::Bytes(bytes.begin(), bytes.end());
}

CentreResult<SignedLists> Centre::lists() {
    const CentreResult<std::string> body = get("/v1/lists");
    if (!body) {
        return std::unexpected(body.error());
    }
    std::optional<SignedLists> lists = parse_lists(*body);
    if (!lists) {
        return std::unexpected(CentreError::BadAnswer);
    }
    return std::move(*lists);
}

CentreResult<InboxPage> Centre::page(std::int64_t after) {
    const CentreResult<std::string> body = get("/v1/envelopes?after=" + std::to_string(after));
    if (!body) {
        return std::unexpected(body.error());
    }
    std::optional<InboxPage> page = page_from(*body);
    if (!page || (!page->lines.empty() && page->next <= after)) {
        return std::unexpected(
            CentreError::BadAnswer); // a cursor that stands still would never end
    }
    return std::move(*page);
}

CentreResult<crypto::Bytes> Centre::envelope(const crypto::EnvelopeId& id) {
    return bytes_at("/v1/envelopes/" + crypto::base64url(id));
}

CentreResult<crypto::Bytes> Centre::manifest(const crypto::Hash& hash) {
    return bytes_at("/v1/lists/" + crypto::base64url(hash));
}

CentreResult<std::vector<InboxLine>> all_lines(Centre& centre) {
    std::vector<InboxLine> lines;
    for (std::int64_t cursor = 0;;) {
        CentreResult<InboxPage> page = centre.page(cursor);
        if (!page) {
            return std::unexpected(page.error());
        }
        if (page->lines.empty()) {
            return lines;
        }
        std::ranges::move(page->lines, std::back_inserter(lines));
        cursor = page->next;
    }
}

} // namespace central::desk
