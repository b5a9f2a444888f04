// The encoding of message.h: version, type, fields in order; integers big-endian, texts with a
// length before them. Every field is checked, so that what was parsed can be used as it is.
#include "kiosk/wire/message.h"

#include <algorithm>

namespace wire {
namespace {

enum class Type : std::uint8_t {
    Hello = 1,
    Put = 2,
    Status = 3,
    HelloReply = 0x81,
    Stored = 0x82,
    Refused = 0x83,
    StatusReply = 0x84,
};

constexpr std::size_t kDayLength = 10;

class Writer {
public:
    explicit Writer(Type type) {
        u8(kProtocolVersion);
        u8(static_cast<std::uint8_t>(type));
    }
    void u8(std::uint8_t value) { bytes_.push_back(std::byte{value}); }
    void u32(std::size_t value) { crypto::append_u32(bytes_, static_cast<std::uint32_t>(value)); }
    void raw(crypto::ByteView value) { crypto::append(bytes_, value); }
    void counted(crypto::ByteView value) {
        u32(value.size());
        raw(value);
    }
    crypto::Bytes take() { return std::move(bytes_); }

private:
    crypto::Bytes bytes_;
};

/// Reads fields in order. After the first fault every read gives zeros and finished() is false.
class Reader {
public:
    explicit Reader(crypto::ByteView bytes) : rest_(bytes) {}
    crypto::ByteView raw(std::size_t size) {
        if (size > rest_.size()) {
            fail();
            return {};
        }
        const crypto::ByteView taken = rest_.first(size);
        rest_ = rest_.subspan(size);
        return taken;
    }
    template <std::size_t N>
    void array(crypto::ByteArray<N>& to) {
        const crypto::ByteView from = raw(N);
        std::copy(from.begin(), from.end(), to.begin());
    }
    std::uint8_t u8(std::uint8_t most = 0xff) {
        const crypto::ByteView one = raw(1);
        const auto value = one.empty() ? std::uint8_t{0} : std::to_integer<std::uint8_t>(one[0]);
        if (value > most) {
            fail();
        }
        return value;
    }
    std::uint32_t u32() {
        const crypto::ByteView four = raw(4);
        return four.empty() ? 0 : crypto::read_u32(four);
    }
    crypto::ByteView counted() { return raw(u32()); }
    void fail() {
        good_ = false;
        rest_ = {};
    }
    bool good() const { return good_; }
    bool finished() const { return good_ && rest_.empty(); }

private:
    crypto::ByteView rest_;
    bool good_ = true;
};

bool is_day(std::string_view text) {
    if (text.size() != kDayLength) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) {
            return false;
        }
    }
    return true;
}

crypto::Bytes write(const Hello&) {
    return Writer(Type::Hello).take();
}
crypto::Bytes write(const Put& put) {
    Writer out(Type::Put);
    out.raw(put.submission);
    out.raw(put.manifest);
    out.u32(put.age_length);
    return out.take();
}
crypto::Bytes write(const Status&) {
    return Writer(Type::Status).take();
}
crypto::Bytes write(const HelloReply& reply) {
    Writer out(Type::HelloReply);
    out.raw(reply.kiosk);
    out.u8(reply.open_for_forms ? 1 : 0);
    out.counted(reply.manifest.bytes);
    out.u32(reply.manifest.signatures.size());
    for (const std::string& signature : reply.manifest.signatures) {
        out.counted(crypto::bytes_of(signature));
    }
    return out.take();
}
crypto::Bytes write(const Stored& reply) {
    Writer out(Type::Stored);
    out.raw(reply.envelope);
    return out.take();
}
crypto::Bytes write(const Refused& reply) {
    Writer out(Type::Refused);
    out.u8(static_cast<std::uint8_t>(reply.reason));
    return out.take();
}
crypto::Bytes write(const StatusReply& reply) {
    Writer out(Type::StatusReply);
    out.u8(static_cast<std::uint8_t>(reply.fill));
    out.u8(reply.online ? 1 : 0);
    out.counted(crypto::bytes_of(reply.last_receipt_day));
    return out.take();
}

Put read_put(Reader& in) {
    Put put;
    in.array(put.submission);
    in.array(put.manifest);
    put.age_length = in.u32();
    return put;
}
HelloReply read_hello_reply(Reader& in) {
    HelloReply reply;
    in.array(reply.kiosk);
    reply.open_for_forms = in.u8(1) == 1;
    const crypto::ByteView bytes = in.counted();
    reply.manifest.bytes.assign(bytes.begin(), bytes.end());
    const std::uint32_t count = in.u32();
    for (std::uint32_t i = 0; i < count && in.good(); ++i) {
        reply.manifest.signatures.emplace_back(crypto::text_of(in.counted()));
    }
    return reply;
}
Stored read_stored(Reader& in) {
    Stored reply;
    in.array(reply.envelope);
    return reply;
}
Refused read_refused(Reader& in) {
    const std::uint8_t reason = in.u8(static_cast<std::uint8_t>(RefusedReason::Conflict));
    if (reason == 0) {
        in.fail();
    }
    return {static_cast<RefusedReason>(reason)};
}
StatusReply read_status_reply(Reader& in) {
    StatusReply reply;
    reply.fill = static_cast<Fill>(in.u8(static_cast<std::uint8_t>(Fill::NearlyFull)));
    reply.online = in.u8(1) == 1;
    reply.last_receipt_day = crypto::text_of(in.counted());
    if (!reply.last_receipt_day.empty() && !is_day(reply.last_receipt_day)) {
        in.fail();
    }
    return reply;
}

/// The type of a message of our version; nothing (and a failed reader) for another version.
Type read_start(Reader& in) {
    if (in.u8() != kProtocolVersion) {
        in.fail();
    }
    return static_cast<Type>(in.u8());
}

} // namespace

crypto::Bytes encode(const Request& request) {
    return std::visit([](const auto& message) { return write(message); }, request);
}

crypto::Bytes encode(const Reply& reply) {
    return std::visit([](const auto& message) { return write(message); }, reply);
}

std::expected<Request, Error> parse_request(crypto::ByteView datagram) {
    Reader in(datagram);
    Request request;
    switch (read_start(in)) {
    case Type::Hello:
        request = Hello{};
        break;
    case Type::Put:
        request = read_put(in);
        break;
    case Type::Status:
        request = Status{};
        break;
    default:
        in.fail();
    }
    if (!in.finished()) {
        return std::unexpected(Error::BadMessage);
    }
    return request;
}

std::expected<Reply, Error> parse_reply(crypto::ByteView datagram) {
    Reader in(datagram);
    Reply reply;
    switch (read_start(in)) {
    case Type::HelloReply:
        reply = read_hello_reply(in);
        break;
    case Type::Stored:
        reply = read_stored(in);
        break;
    case Type::Refused:
        reply = read_refused(in);
        break;
    case Type::StatusReply:
        reply = read_status_reply(in);
        break;
    default:
        in.fail();
    }
    if (!in.finished()) {
        return std::unexpected(Error::BadMessage);
    }
    return reply;
}

} // namespace wire
