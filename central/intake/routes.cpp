// The routes of FORMAT.md 7 that this version has.
#include "central/intake/routes.h"

#include "crypto/check.h"
#include "crypto/envelope.h"
#include "crypto/receipt.h"
#include "kiosk/host/log.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <ctime>

namespace central {

namespace {

constexpr std::string_view kEnvelopes = "/v1/envelopes";
constexpr std::string_view kLists = "/v1/lists";

HttpReply refuse(unsigned status, std::string_view reason) {
    return {.status = status, .body = std::string(reason) + '\n'};
}

HttpReply refuse_upload(unsigned status, std::string_view reason) {
    host::log(host::Event::CentralEnvelopeRefused,
              {{"status", static_cast<std::int64_t>(status)}, {"reason", reason}});
    return refuse(status, reason);
}

HttpReply store_failed(StoreError error) {
    host::log(host::Event::CentralStoreFailed,
              {{"reason", error == StoreError::Damaged ? "damaged" : "unavailable"}});
    return {.status = 503, .body = "the store is not available\n", .retry_later = true};
}

HttpReply method_not_allowed(std::string_view allow) {
    return {.status = 405, .body = "no such method here\n", .allow = allow};
}

HttpReply not_a_desk() {
    return refuse(403, "needs a desk's client certificate");
}

std::string today() {
    const std::time_t now = std::time(nullptr);
    std::tm day{};
    gmtime_r(&now, &day);
    char text[sizeof "YYYY-MM-DD"];
    CHECK(std::strftime(text, sizeof text, "%Y-%m-%d", &day) != 0); // std::format comes with GCC 13
    return text;
}

std::string_view trim(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

/// RFC 9530: a dictionary of digests (RFC 8941); the one called sha-256 counts, others are ignored.
bool digest_holds(std::string_view field, std::string_view body) {
    constexpr std::string_view kName = "sha-256=:";
    const std::string expected =
        crypto::base64_padded(crypto::sha256(crypto::bytes_of(body))) + ':';
    bool found = false;
    while (!field.empty()) {
        const std::size_t comma = std::min(field.find(','), field.size());
        const std::string_view member = trim(field.substr(0, comma));
        field.remove_prefix(std::min(comma + 1, field.size()));
        if (!member.starts_with(kName)) {
            continue;
        }
        if (found || member.substr(kName.size()) != expected) {
            return false;
        }
        found = true;
    }
    return found;
}

std::optional<crypto::EnvelopeId> id_from(std::string_view text) {
    const crypto::Result<crypto::Bytes> bytes = crypto::from_base64url(text);
    crypto::EnvelopeId id{};
    if (!bytes || bytes->size() != id.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, id.begin());
    return id;
}

nlohmann::json words_of(const std::vector<Flag>& flags) {
    nlohmann::json words = nlohmann::json::array();
    for (const Flag flag : flags) {
        words.push_back(word_of(flag));
    }
    return words;
}

} // namespace

Routes::Routes(std::unique_ptr<Store> store, ListFolder lists, crypto::SigningKey receipt_key,
               std::string receipt_name)
    : store_(std::move(store)), lists_(std::move(lists)), receipt_key_(std::move(receipt_key)),
      receipt_name_(std::move(receipt_name)) {}

HttpReply Routes::answer(const HttpRequest& request) {
    const std::size_t mark = std::min(request.target.find('?'), request.target.size());
    const std::string_view path = request.target.substr(0, mark);
    const std::string_view query = request.target.substr(std::min(mark + 1, request.target.size()));
    const bool get = request.method == "GET";
    if (path == kLists) {
        return get ? get_lists() : method_not_allowed("GET");
    }
    if (path.starts_with(kLists) && path[kLists.size()] == '/') {
        return get ? get_older_manifest(request, path.substr(kLists.size() + 1))
                   : method_not_allowed("GET");
    }
    if (path == kEnvelopes) {
        return get ? get_page(request, query) : method_not_allowed("GET");
    }
    if (path.starts_with(kEnvelopes) && path[kEnvelopes.size()] == '/') {
        const std::string_view id = path.substr(kEnvelopes.size() + 1);
        if (request.method == "PUT") {
            return put_envelope(request, id);
        }
        return get ? get_envelope(request, id) : method_not_allowed("GET, PUT");
    }
    return refuse(404, "no such address");
}

HttpReply Routes::put_envelope(const HttpRequest& request, std::string_view id) {
    if (request.body.size() > crypto::kMaxEnvelopeBytes) {
        return refuse_upload(413, "the envelope is too large");
    }
    if (!digest_holds(request.content_digest, request.body)) {
        return refuse_upload(400, "Content-Digest is missing or differs");
    }
    const crypto::ByteView bytes = crypto::bytes_of(request.body);
    const crypto::Result<crypto::Envelope> envelope = crypto::parse_envelope(bytes);
    if (!envelope) {
        return refuse_upload(400, crypto::describe(envelope.error()));
    }
    if (id_from(id) != envelope->id) {
        return refuse_upload(400, "the address names another envelope");
    }
    if (const auto shape = crypto::measure_referral(envelope->age_file()); !shape) {
        return refuse_upload(400, crypto::describe(shape.error()));
    }
    lists_.refresh();
    const crypto::ListedKiosk* kiosk = lists_.current().kiosks.find(envelope->head.kiosk);
    if (kiosk == nullptr) {
        return refuse_upload(403, "the terminal is not listed");
    }
    if (const auto verified = crypto::verify_envelope(*envelope, kiosk->key); !verified) {
        return refuse_upload(400, crypto::describe(verified.error()));
    }
    Arrival arrival{.envelope = *envelope,
                    .bytes = bytes,
                    .kiosk = kiosk->state,
                    .day = today(),
                    .receipt = {}};
    arrival.receipt = crypto::make_receipt({.envelope = envelope->id,
                                            .kiosk = envelope->head.kiosk,
                                            .chain = envelope->head.chain,
                                            .sequence = envelope->head.sequence,
                                            .day = arrival.day},
                                           receipt_name_, receipt_key_);
    StoreResult<Held> held = store_->put(arrival);
    if (!held) {
        return store_failed(held.error());
    }
    const bool is_new = held->outcome == Outcome::New;
    if (is_new && !held->flags.empty()) {
        host::log(host::Event::CentralEnvelopeFlagged, {{"flag", word_of(held->flags.front())}});
    }
    return {.status = is_new ? 201U : 200U, .body = std::move(held->receipt)};
}

HttpReply Routes::get_lists() {
    lists_.refresh();
    return {.content_type = "application/json", .body = lists_.body()};
}

HttpReply Routes::get_older_manifest(const HttpRequest& request, std::string_view hash) {
    if (!request.desk) {
        return not_a_desk();
    }
    const std::optional<crypto::Hash> wanted = id_from(hash);
    const auto manifest = wanted ? lists_.seen(*wanted) : std::nullopt;
    if (!manifest) {
        return refuse(404, "no such manifest");
    }
    return {.content_type = "application/json", .body = std::string(crypto::text_of(*manifest))};
}

HttpReply Routes::get_page(const HttpRequest& request, std::string_view query) {
    if (!request.desk) {
        return not_a_desk();
    }
    Cursor after = 0;
    if (!query.empty()) {
        constexpr std::string_view kAfter = "after=";
        const std::string_view number =
            query.starts_with(kAfter) ? query.substr(kAfter.size()) : std::string_view();
        const char* end = number.data() + number.size();
        const auto read = std::from_chars(number.data(), end, after);
        if (number.empty() || read.ec != std::errc() || read.ptr != end || after < 0) {
            return refuse(400, "expected ?after=CURSOR");
        }
    }
    const StoreResult<std::vector<Listed>> lines = store_->list(after, kPage);
    if (!lines) {
        return store_failed(lines.error());
    }
    nlohmann::json page{{"envelopes", nlohmann::json::array()}, {"next", after}};
    for (const Listed& line : *lines) {
        page["envelopes"].push_back({{"cursor", line.cursor},
                                     {"id", crypto::hex(line.id)},
                                     {"day", line.day},
                                     {"flags", words_of(line.flags)}});
        page["next"] = line.cursor;
    }
    return {.content_type = "application/json", .body = page.dump()};
}

HttpReply Routes::get_envelope(const HttpRequest& request, std::string_view id) {
    if (!request.desk) {
        return not_a_desk();
    }
    const std::optional<crypto::EnvelopeId> wanted = id_from(id);
    if (!wanted) {
        return refuse(400, "is no envelope id");
    }
    const StoreResult<std::optional<crypto::Bytes>> answer = store_->envelope(*wanted);
    if (!answer) {
        return store_failed(answer.error());
    }
    const std::optional<crypto::Bytes>& bytes = *answer;
    if (!bytes) {
        return refuse(404, "no such envelope");
    }
    const crypto::Result<crypto::Envelope> whole = crypto::parse_envelope(*bytes);
    if (!whole || whole->id != wanted) { // a disk that changes bytes: better none than another
        return store_failed(StoreError::Damaged);
    }
    return {.content_type = "application/octet-stream",
            .body = std::string(crypto::text_of(*bytes))};
}

} // namespace central
